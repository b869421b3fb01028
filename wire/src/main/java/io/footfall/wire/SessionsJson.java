package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Scope;
import io.footfall.question.sessions.SessionsQuestion;
import java.io.IOException;

/** Reads and writes questions about sessions. */
final class SessionsJson implements QuestionKind<SessionsQuestion> {
    @Override
    public Class<SessionsQuestion> type() {
        return SessionsQuestion.class;
    }

    @Override
    public SessionsQuestion read(Fields fields, Scope scope) {
        return new SessionsQuestion(scope, IntervalJson.read(fields), BreakdownJson.read(fields, scope.zone()));
    }

    @Override
    public void write(SessionsQuestion question, JsonGenerator json) throws IOException {
        IntervalJson.write(question.interval(), json);
        BreakdownJson.write(question.by(), json);
    }
}
