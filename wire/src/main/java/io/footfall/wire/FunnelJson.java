package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Words;
import io.footfall.question.funnel.FunnelQuestion;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes funnels. */
final class FunnelJson implements QuestionKind<FunnelQuestion> {
    private static final String STEPS = "steps";
    private static final String WITHIN = "within";
    private static final String NO_LIMIT = "none";

    @Override
    public Class<FunnelQuestion> type() {
        return FunnelQuestion.class;
    }

    @Override
    public FunnelQuestion read(Fields fields, Scope scope) {
        fields.refuseYet("exclude", "hold");
        checkOnly(fields, "order", "loose", Set.of("strict", "any"));
        checkOnly(fields, "count", "customers", Set.of("entries", "sessions"));
        if (!fields.has(STEPS)) {
            throw fields.missing(STEPS, "a list of at least " + FunnelQuestion.STEPS_MIN + " steps");
        }
        return new FunnelQuestion(scope, steps(fields, scope.zone()), within(fields), BreakdownJson.read(fields));
    }

    @Override
    public void write(FunnelQuestion question, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(STEPS);
        for (Selector step : question.steps()) {
            json.writeStartObject();
            SelectorJson.write(step, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField(
                WITHIN,
                question.within()
                        .map(within -> Words.duration(within.toSeconds()))
                        .orElse(NO_LIMIT));
        BreakdownJson.write(question.by(), json);
    }

    private static List<Selector> steps(Fields fields, ZoneId zone) {
        List<Selector> steps = new ArrayList<>();
        for (JsonTree tree : fields.list(STEPS, FunnelQuestion.STEPS_MAX)) {
            Fields step = Fields.of(fields.place(STEPS) + "[" + steps.size() + "]", tree);
            steps.add(SelectorJson.read(step, zone));
            step.end();
        }
        return steps;
    }

    private static Optional<Duration> within(Fields fields) {
        String written = fields.text(WITHIN).orElse("");
        if (written.equals(NO_LIMIT)) {
            return Optional.empty();
        }
        return Optional.of(
                fields.has(WITHIN)
                        ? Duration.ofSeconds(Durations.seconds(fields.place(WITHIN), written))
                        : FunnelQuestion.WITHIN_DEFAULT);
    }

    /** Lets one word pass, which is the default; others are not there yet or no word at all. */
    private static void checkOnly(Fields fields, String name, String only, Set<String> later) {
        String word = fields.text(name).orElse(only);
        if (later.contains(word)) {
            throw Fields.notYet(
                    "\"" + fields.place(name) + "\": \"" + word + "\" is not there yet; expected \"" + only + "\"");
        }
        if (!word.equals(only)) {
            throw Fields.invalid(fields.place(name) + " is \"" + word + "\"; expected \"" + only + "\"");
        }
    }
}
