package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Audience;
import io.footfall.question.Audiences;
import io.footfall.question.Condition;
import io.footfall.question.Period;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Words;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.question.audience.Requirement;
import io.footfall.question.audience.Requirement.Comparison;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes audiences, and the conditions that their members meet. */
final class AudienceJson implements QuestionKind<AudienceQuestion> {
    /** The most conditions in one list. */
    private static final int CONDITIONS_MAX = 50;

    private static final String ALL = "all";
    private static final String ANY = "any";
    private static final String DID = "did";
    private static final String DID_NOT = "did_not";
    private static final String SEQUENCE = "sequence";
    private static final String TRAIT = "trait";
    private static final String IN = "in";
    private static final String NOT = "not";
    private static final String TIMES = "times";
    private static final String OP = "op";
    private static final String VALUE = "value";
    private static final String LAST = "last";
    private static final String STEPS = "steps";
    private static final String WITHIN = "within";
    private static final String NO_LIMIT = "none";
    private static final String TRAITS = "traits.";
    private static final Map<String, Comparison> COMPARISONS = Fields.words(Comparison.values(), Comparison::word);

    private final Audiences audiences;

    /** Reads audiences that may refer to others by name. */
    AudienceJson(Audiences audiences) {
        this.audiences = audiences;
    }

    /** How one condition is read from what stands under its name. */
    private interface Reading {
        Requirement read(Fields fields, String name, ZoneId zone);
    }

    @Override
    public Class<AudienceQuestion> type() {
        return AudienceQuestion.class;
    }

    @Override
    public AudienceQuestion read(Fields fields, Scope scope) {
        boolean isAny = fields.has(ANY);
        if (fields.has(ALL) == isAny) {
            throw Fields.invalid("expected either \"" + fields.place(ALL) + "\", a list of conditions that must all"
                    + " hold, or \"" + fields.place(ANY) + "\", one of which must");
        }
        if (!(scope.period() instanceof Period.All)) {
            throw Fields.invalid(
                    "an audience takes no period; each of its conditions has a window of its own, in \"last\"");
        }
        return new AudienceQuestion(scope, isAny, requirements(fields, isAny ? ANY : ALL, scope.zone()));
    }

    @Override
    public void write(AudienceQuestion audience, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(audience.isAny() ? ANY : ALL);
        for (Requirement requirement : audience.requirements()) {
            write(requirement, json);
        }
        json.writeEndArray();
    }

    private List<Requirement> requirements(Fields fields, String name, ZoneId zone) {
        List<Requirement> requirements = new ArrayList<>();
        for (JsonTree tree : fields.list(name, CONDITIONS_MAX)) {
            requirements.add(requirement(fields.place(name) + "[" + requirements.size() + "]", tree, zone));
        }
        return requirements;
    }

    private Requirement requirement(String place, JsonTree tree, ZoneId zone) {
        Fields fields = Fields.of(place, tree);
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put(DID, AudienceJson::did);
        readings.put(DID_NOT, AudienceJson::didNot);
        readings.put(SEQUENCE, AudienceJson::sequence);
        readings.put(TRAIT, AudienceJson::trait);
        readings.put(IN, this::in);
        readings.put(NOT, this::not);
        List<String> there = readings.keySet().stream().filter(fields::has).toList();
        fields.end();
        if (there.size() != 1) {
            throw Fields.invalid(place + " has " + (there.isEmpty() ? "none" : String.join(" and ", there))
                    + "; expected exactly one of " + String.join(", ", readings.keySet()));
        }
        String name = there.getFirst();
        Reading reading = readings.get(name);
        if (reading == null) {
            throw new IllegalStateException("no reading of " + name);
        }
        return reading.read(fields, name, zone);
    }

    private static Requirement did(Fields condition, String name, ZoneId zone) {
        Fields fields = fields(condition, name);
        Selector selector = SelectorJson.read(fields, zone);
        Optional<JsonTree> times = fields.take(TIMES);
        Comparison comparison = Comparison.GREATER_OR_EQUAL;
        int count = 1;
        if (times.isPresent()) {
            Fields written = Fields.of(fields.place(TIMES), times.get());
            comparison = written.word(OP, COMPARISONS);
            if (!written.has(VALUE)) {
                throw written.missing(VALUE, "how many times");
            }
            count = written.whole(VALUE, 0, Requirement.TIMES_MAX, 1);
            written.end();
        }
        Optional<Duration> last = length(fields, LAST);
        fields.end();
        return new Requirement.Did(selector, comparison, count, last);
    }

    private static Requirement didNot(Fields condition, String name, ZoneId zone) {
        Fields fields = fields(condition, name);
        Selector selector = SelectorJson.read(fields, zone);
        Optional<Duration> last = length(fields, LAST);
        fields.end();
        return new Requirement.DidNot(selector, last);
    }

    private static Requirement sequence(Fields condition, String name, ZoneId zone) {
        Fields fields = fields(condition, name);
        if (!fields.has(STEPS)) {
            throw fields.missing(STEPS, "a list of at least " + Requirement.STEPS_MIN + " steps");
        }
        List<Selector> steps = new ArrayList<>();
        for (JsonTree tree : fields.list(STEPS, Requirement.STEPS_MAX)) {
            Fields step = Fields.of(fields.place(STEPS) + "[" + steps.size() + "]", tree);
            steps.add(SelectorJson.read(step, zone));
            step.end();
        }
        Optional<Duration> within = length(fields, WITHIN);
        Optional<Duration> last = length(fields, LAST);
        fields.end();
        return new Requirement.Sequence(steps, within, last);
    }

    private static Requirement trait(Fields condition, String name, ZoneId zone) {
        Fields fields = fields(condition, name);
        String property = fields.requiredText("property");
        if (property.startsWith(TRAITS)) {
            throw Fields.invalid(fields.place("property") + " is \"" + property
                    + "\"; expected the name of a trait, such as \"" + property.substring(TRAITS.length()) + "\"");
        }
        return new Requirement.Trait(SelectorJson.condition(fields, TRAITS + property, zone));
    }

    private Requirement in(Fields condition, String name, ZoneId zone) {
        String audience = condition.requiredText(name);
        return new Requirement.In(audience, audiences.required(condition.place(name), audience));
    }

    private Requirement not(Fields condition, String name, ZoneId zone) {
        JsonTree negated = condition.take(name).orElseThrow();
        return new Requirement.Not(requirement(condition.place(name), negated, zone));
    }

    private static Fields fields(Fields condition, String name) {
        return Fields.of(condition.place(name), condition.take(name).orElseThrow());
    }

    private static Optional<Duration> length(Fields fields, String name) {
        return fields.text(name)
                .filter(text -> !text.equals(NO_LIMIT))
                .map(text -> Duration.ofSeconds(Durations.seconds(fields.place(name), text)));
    }

    private static void write(Requirement requirement, JsonGenerator json) throws IOException {
        json.writeStartObject();
        switch (requirement) {
            case Requirement.Did(Selector selector, Comparison comparison, int times, Optional<Duration> last) -> {
                json.writeObjectFieldStart(DID);
                SelectorJson.write(selector, json);
                if (comparison != Comparison.GREATER_OR_EQUAL || times != 1) {
                    json.writeObjectFieldStart(TIMES);
                    json.writeStringField(OP, comparison.word());
                    json.writeNumberField(VALUE, times);
                    json.writeEndObject();
                }
                write(LAST, last, json);
                json.writeEndObject();
            }
            case Requirement.DidNot(Selector selector, Optional<Duration> last) -> {
                json.writeObjectFieldStart(DID_NOT);
                SelectorJson.write(selector, json);
                write(LAST, last, json);
                json.writeEndObject();
            }
            case Requirement.Sequence(List<Selector> steps, Optional<Duration> within, Optional<Duration> last) -> {
                json.writeObjectFieldStart(SEQUENCE);
                json.writeArrayFieldStart(STEPS);
                for (Selector step : steps) {
                    json.writeStartObject();
                    SelectorJson.write(step, json);
                    json.writeEndObject();
                }
                json.writeEndArray();
                write(WITHIN, within, json);
                write(LAST, last, json);
                json.writeEndObject();
            }
            case Requirement.Trait(Condition condition) -> {
                json.writeObjectFieldStart(TRAIT);
                SelectorJson.write(condition, condition.path().substring(TRAITS.length()), json);
                json.writeEndObject();
            }
            case Requirement.In(String name, Audience ignored) -> json.writeStringField(IN, name);
            case Requirement.Not(Requirement negated) -> {
                json.writeFieldName(NOT);
                write(negated, json);
            }
        }
        json.writeEndObject();
    }

    private static void write(String name, Optional<Duration> length, JsonGenerator json) throws IOException {
        if (length.isPresent()) {
            json.writeStringField(name, Words.duration(length.get().toSeconds()));
        }
    }
}
