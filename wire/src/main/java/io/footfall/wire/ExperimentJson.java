package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Scope;
import io.footfall.question.Words;
import io.footfall.question.experiment.ExperimentQuestion;
import io.footfall.timeline.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes experiments. */
final class ExperimentJson implements QuestionKind<ExperimentQuestion> {
    private static final String EXPOSURE = "exposure";
    private static final String VARIATION = "variation";
    private static final String CONTROL = "control";
    private static final String GOAL = "goal";
    private static final String WITHIN = "within";
    private static final String SPLIT = "split";
    private static final String NO_LIMIT = "none";

    @Override
    public Class<ExperimentQuestion> type() {
        return ExperimentQuestion.class;
    }

    @Override
    public ExperimentQuestion read(Fields fields, Scope scope) {
        return new ExperimentQuestion(
                scope,
                SelectorJson.required(fields, EXPOSURE, scope.zone()),
                fields.requiredText(VARIATION),
                control(fields),
                SelectorJson.required(fields, GOAL, scope.zone()),
                within(fields),
                split(fields));
    }

    @Override
    public void write(ExperimentQuestion question, JsonGenerator json) throws IOException {
        SelectorJson.write(EXPOSURE, question.exposure(), json);
        json.writeStringField(VARIATION, question.variation());
        json.writeFieldName(CONTROL);
        SelectorJson.writeScalar(question.control(), json);
        SelectorJson.write(GOAL, question.goal(), json);
        json.writeStringField(
                WITHIN,
                question.within()
                        .map(within -> Words.duration(within.toSeconds()))
                        .orElse(NO_LIMIT));
        if (!question.split().isEmpty()) {
            json.writeObjectFieldStart(SPLIT);
            for (Map.Entry<String, BigDecimal> share : question.split().entrySet()) {
                json.writeFieldName(share.getKey());
                json.writeNumber(share.getValue().toPlainString());
            }
            json.writeEndObject();
        }
    }

    private static Value control(Fields fields) {
        String place = fields.place(CONTROL);
        String expected = "the value of the variation that the others are set beside: a text, a number, true or false";
        return switch (fields.take(CONTROL).orElseThrow(() -> fields.missing(CONTROL, expected))) {
            case JsonTree.TextTree(String text) -> new Value.Text(text);
            case JsonTree.NumberTree(BigDecimal number) -> SelectorJson.writable(place, number);
            case JsonTree.BoolTree(boolean bool) -> new Value.Bool(bool);
            case JsonTree other -> throw Fields.expected(place, other, expected);
        };
    }

    private static Optional<Duration> within(Fields fields) {
        Optional<String> written = fields.text(WITHIN);
        return written.isEmpty()
                ? Optional.of(ExperimentQuestion.WITHIN_DEFAULT)
                : written.filter(text -> !text.equals(NO_LIMIT))
                        .map(text -> Duration.ofSeconds(Durations.seconds(fields.place(WITHIN), text)));
    }

    private static SortedMap<String, BigDecimal> split(Fields fields) {
        SortedMap<String, BigDecimal> split = new TreeMap<>();
        fields.take(SPLIT).ifPresent(tree -> {
            String place = fields.place(SPLIT);
            if (!(tree instanceof JsonTree.ObjectTree(Map<String, JsonTree> shares)) || shares.isEmpty()) {
                throw Fields.expected(
                        place, tree, "an object with the share of each variation, such as {\"a\": 1, \"b\": 1}");
            }
            shares.forEach((name, share) -> {
                if (!(share instanceof JsonTree.NumberTree(BigDecimal number))) {
                    throw Fields.expected(place + "." + name, share, "a number above 0");
                }
                split.put(
                        name, SelectorJson.writable(place + "." + name, number).number());
            });
        });
        return split;
    }
}
