package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Interval;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.stickiness.StickinessQuestion;
import java.io.IOException;
import java.util.Map;

/** Reads and writes stickinesses. */
final class StickinessJson implements QuestionKind<StickinessQuestion> {
    private static final Map<String, Interval> INTERVALS =
            Fields.words(StickinessQuestion.INTERVALS.toArray(Interval[]::new), Interval::word);

    @Override
    public Class<StickinessQuestion> type() {
        return StickinessQuestion.class;
    }

    @Override
    public StickinessQuestion read(Fields fields, Scope scope) {
        Selector selector = SelectorJson.read(fields, scope.zone());
        return new StickinessQuestion(scope, selector, fields.word("interval", INTERVALS, Interval.DAY));
    }

    @Override
    public void write(StickinessQuestion question, JsonGenerator json) throws IOException {
        SelectorJson.write(question.selector(), json);
        json.writeStringField("interval", question.interval().word());
    }
}
