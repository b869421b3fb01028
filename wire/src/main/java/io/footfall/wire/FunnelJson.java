package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Paths;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Words;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.funnel.FunnelQuestion.Exclusion;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes funnels. */
final class FunnelJson implements QuestionKind<FunnelQuestion> {
    private static final String STEPS = "steps";
    private static final String WITHIN = "within";
    private static final String NO_LIMIT = "none";
    private static final String ORDER = "order";
    private static final String COUNT = "count";
    private static final String EXCLUDE = "exclude";
    private static final String BETWEEN = "between";
    private static final String HOLD = "hold";
    private static final Map<String, FunnelQuestion.Order> ORDERS =
            Fields.words(FunnelQuestion.Order.values(), FunnelQuestion.Order::word);
    private static final Map<String, FunnelQuestion.Count> COUNTS =
            Fields.words(FunnelQuestion.Count.values(), FunnelQuestion.Count::word);

    @Override
    public Class<FunnelQuestion> type() {
        return FunnelQuestion.class;
    }

    @Override
    public FunnelQuestion read(Fields fields, Scope scope) {
        if (!fields.has(STEPS)) {
            throw fields.missing(STEPS, "a list of at least " + FunnelQuestion.STEPS_MIN + " steps");
        }
        List<Selector> steps = steps(fields, scope.zone());
        return new FunnelQuestion(
                scope,
                steps,
                within(fields),
                BreakdownJson.read(fields, scope.zone()),
                fields.word(ORDER, ORDERS, FunnelQuestion.Order.LOOSE),
                fields.word(COUNT, COUNTS, FunnelQuestion.Count.CUSTOMERS),
                exclude(fields, scope.zone(), steps.size()),
                hold(fields));
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
        if (question.order() != FunnelQuestion.Order.LOOSE) {
            json.writeStringField(ORDER, question.order().word());
        }
        if (question.count() != FunnelQuestion.Count.CUSTOMERS) {
            json.writeStringField(COUNT, question.count().word());
        }
        writeExclude(question.exclude(), json);
        if (!question.hold().isEmpty()) {
            json.writeArrayFieldStart(HOLD);
            for (String path : question.hold()) {
                json.writeString(path);
            }
            json.writeEndArray();
        }
        BreakdownJson.write(question.by(), json);
    }

    private static void writeExclude(List<Exclusion> exclude, JsonGenerator json) throws IOException {
        if (exclude.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(EXCLUDE);
        for (Exclusion exclusion : exclude) {
            json.writeStartObject();
            SelectorJson.write(exclusion.selector(), json);
            json.writeArrayFieldStart(BETWEEN);
            json.writeNumber(exclusion.from());
            json.writeNumber(exclusion.to());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
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

    private static List<Exclusion> exclude(Fields fields, ZoneId zone, int steps) {
        List<Exclusion> exclude = new ArrayList<>();
        for (JsonTree tree : fields.list(EXCLUDE, FunnelQuestion.EXCLUSIONS_MAX)) {
            Fields exclusion = Fields.of(fields.place(EXCLUDE) + "[" + exclude.size() + "]", tree);
            Selector selector = SelectorJson.read(exclusion, zone);
            List<Integer> between = between(exclusion, steps);
            exclusion.end();
            exclude.add(new Exclusion(selector, between.getFirst(), between.getLast()));
        }
        return exclude;
    }

    private static List<Integer> between(Fields exclusion, int steps) {
        if (!exclusion.has(BETWEEN)) {
            return List.of(1, steps);
        }
        List<Integer> between = new ArrayList<>();
        for (JsonTree tree : exclusion.list(BETWEEN, 2)) {
            between.add(Fields.wholeOf(exclusion.place(BETWEEN), tree, 1, FunnelQuestion.STEPS_MAX));
        }
        if (between.size() != 2) {
            throw Fields.invalid(
                    exclusion.place(BETWEEN) + " lists " + between.size() + "; expected two steps, such as [1, 2]");
        }
        return between;
    }

    private static List<String> hold(Fields fields) {
        List<String> paths = new ArrayList<>();
        for (JsonTree tree : fields.list(HOLD, FunnelQuestion.HOLD_MAX)) {
            String path = Fields.textOf(fields.place(HOLD) + "[" + paths.size() + "]", tree);
            Paths.check(path);
            paths.add(path);
        }
        return paths;
    }
}
