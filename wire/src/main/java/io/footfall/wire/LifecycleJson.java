package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Interval;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.lifecycle.LifecycleQuestion;
import java.io.IOException;
import java.util.Map;

/** Reads and writes lifecycles. */
final class LifecycleJson implements QuestionKind<LifecycleQuestion> {
    private static final Map<String, Interval> INTERVALS =
            Fields.words(LifecycleQuestion.INTERVALS.toArray(Interval[]::new), Interval::word);

    @Override
    public Class<LifecycleQuestion> type() {
        return LifecycleQuestion.class;
    }

    @Override
    public LifecycleQuestion read(Fields fields, Scope scope) {
        Selector selector = SelectorJson.read(fields, scope.zone());
        return new LifecycleQuestion(scope, selector, fields.word("interval", INTERVALS, Interval.DAY));
    }

    @Override
    public void write(LifecycleQuestion question, JsonGenerator json) throws IOException {
        SelectorJson.write(question.selector(), json);
        json.writeStringField("interval", question.interval().word());
    }
}
