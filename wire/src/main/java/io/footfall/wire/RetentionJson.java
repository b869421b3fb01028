package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Interval;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.retention.Basis;
import io.footfall.question.retention.Mode;
import io.footfall.question.retention.RetentionQuestion;
import io.footfall.question.retention.Starting;
import java.io.IOException;
import java.util.Map;

/** Reads and writes retentions. */
final class RetentionJson implements QuestionKind<RetentionQuestion> {
    private static final String START = "start";
    private static final String RETURN = "return";
    private static final Map<String, Interval> INTERVALS =
            Fields.words(RetentionQuestion.INTERVALS.toArray(Interval[]::new), Interval::word);
    private static final Map<String, Mode> MODES = Fields.words(Mode.values(), Mode::word);
    private static final Map<String, Basis> BASES = Fields.words(Basis.values(), Basis::word);
    private static final Map<String, Starting> STARTINGS = Fields.words(Starting.values(), Starting::word);

    @Override
    public Class<RetentionQuestion> type() {
        return RetentionQuestion.class;
    }

    @Override
    public RetentionQuestion read(Fields fields, Scope scope) {
        Selector start = SelectorJson.required(fields, START, scope.zone());
        Selector comeback = SelectorJson.required(fields, RETURN, scope.zone());
        return new RetentionQuestion(
                scope,
                start,
                comeback,
                fields.word("interval", INTERVALS, Interval.DAY),
                fields.whole("periods", 1, RetentionQuestion.PERIODS_MAX, RetentionQuestion.PERIODS_DEFAULT),
                fields.word("mode", MODES, Mode.ON),
                fields.word("basis", BASES, Basis.CALENDAR),
                fields.word("starting", STARTINGS, Starting.FIRST_EVER),
                BreakdownJson.read(fields, scope.zone()));
    }

    @Override
    public void write(RetentionQuestion question, JsonGenerator json) throws IOException {
        SelectorJson.write(START, question.start(), json);
        SelectorJson.write(RETURN, question.comeback(), json);
        json.writeStringField("interval", question.interval().word());
        json.writeNumberField("periods", question.periods());
        json.writeStringField("mode", question.mode().word());
        json.writeStringField("basis", question.basis().word());
        json.writeStringField("starting", question.starting().word());
        BreakdownJson.write(question.by(), json);
    }
}
