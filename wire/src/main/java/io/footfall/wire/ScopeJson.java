package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Audience;
import io.footfall.question.Audiences;
import io.footfall.question.Compare;
import io.footfall.question.Instants;
import io.footfall.question.Of;
import io.footfall.question.Period;
import io.footfall.question.Period.Calendar;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Words;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.timeline.Robots;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes what every kind of question has: period, zone, filter and comparison. */
final class ScopeJson {
    private static final String PERIOD = "period";
    private static final String GAP = "gap";
    private static final String OF = "of";
    private static final Map<String, Compare> COMPARES = Fields.words(
            Arrays.stream(Compare.values())
                    .filter(compare -> compare != Compare.NONE)
                    .toArray(Compare[]::new),
            Compare::word);
    private static final Map<String, Robots> ROBOTS = Fields.words(Robots.values(), Robots::word);
    private static final Map<String, Calendar> CALENDARS = calendars();

    private ScopeJson() {}

    static Scope read(Fields fields, Audiences audiences) {
        ZoneId zone = fields.text("timezone").map(text -> zone(fields, text)).orElse(ZoneId.of("UTC"));
        Period period = fields.take(PERIOD)
                .map(tree -> period(Fields.of(fields.place(PERIOD), tree), zone))
                .orElse(new Period.All());
        Compare compare = fields.word("compare", COMPARES, Compare.NONE);
        if (compare == Compare.PREVIOUS && period instanceof Period.All) {
            throw Fields.invalid(
                    "compare \"previous\" moves a question back by the length of its period; give it a period");
        }
        Duration gap = fields.text(GAP)
                .map(text -> Duration.ofSeconds(Durations.seconds(fields.place(GAP), text)))
                .orElse(Scope.GAP_DEFAULT);
        return new Scope(
                period,
                zone,
                SelectorJson.conditions(fields, "filter", zone),
                compare,
                gap,
                fields.take(OF).map(tree -> of(fields.place(OF), tree, zone, audiences)),
                fields.word("robots", ROBOTS, Robots.EXCLUDE));
    }

    /** An audience that is said here has the question's zone, and its filter is its own. */
    private static Of of(String place, JsonTree tree, ZoneId zone, Audiences audiences) {
        if (tree instanceof JsonTree.TextTree(String name)) {
            return new Of(Optional.of(name), audiences.required(place, name));
        }
        if (!(tree instanceof JsonTree.ObjectTree)) {
            throw Fields.expected(
                    place,
                    tree,
                    "the name of a pinned audience, or an object with the conditions of one in all or any");
        }
        Fields fields = Fields.of(place, tree);
        Audience audience =
                new AudienceJson(audiences).read(fields, new Scope(new Period.All(), zone, List.of(), Compare.NONE));
        fields.end();
        return new Of(Optional.empty(), audience);
    }

    /**
     * Lets a question pass that cuts sessions if it says how.
     *
     * @throws io.footfall.question.InvalidQuestionException if it does not
     */
    static void checkGap(Fields fields, Question question) {
        if (fields.has(GAP) && !question.reads().cutsSessions()) {
            throw Fields.invalid("\"gap\" says when a session ends; this question cuts no sessions");
        }
    }

    static void write(Question question, JsonGenerator json) throws IOException {
        Scope scope = question.scope();
        switch (scope.period()) {
            case Period.All ignored -> {}
            case Period.Between(Range(long from, long to)) -> {
                json.writeObjectFieldStart(PERIOD);
                json.writeStringField("from", Instants.written(from, scope.zone()));
                json.writeStringField("to", Instants.written(to, scope.zone()));
                json.writeEndObject();
            }
            case Period.Last(long seconds) -> {
                json.writeObjectFieldStart(PERIOD);
                json.writeStringField("last", Words.duration(seconds));
                json.writeEndObject();
            }
            case Calendar calendar -> {
                json.writeObjectFieldStart(PERIOD);
                json.writeStringField("calendar", word(calendar));
                json.writeEndObject();
            }
        }
        json.writeStringField("timezone", scope.zone().getId());
        SelectorJson.writeConditions("filter", scope.filter(), json);
        if (scope.compare() != Compare.NONE) {
            json.writeStringField("compare", scope.compare().word());
        }
        if (scope.robots() != Robots.EXCLUDE) {
            json.writeStringField("robots", scope.robots().word());
        }
        if (scope.of().isPresent()) {
            write(scope.of().get(), json);
        }
        if (question.reads().cutsSessions() && !scope.gap().equals(Scope.GAP_DEFAULT)) {
            json.writeStringField(GAP, Words.duration(scope.gap().toSeconds()));
        }
    }

    private static void write(Of of, JsonGenerator json) throws IOException {
        if (of.name().isPresent()) {
            json.writeStringField(OF, of.name().get());
        } else if (of.audience() instanceof AudienceQuestion audience) {
            json.writeObjectFieldStart(OF);
            new AudienceJson(Audiences.NONE).write(audience, json);
            json.writeEndObject();
        }
    }

    private static ZoneId zone(Fields fields, String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw Fields.invalid(fields.place("timezone") + " is \"" + text
                    + "\"; expected the name of an IANA time zone such as Europe/Berlin or UTC");
        }
        return ZoneId.of(text);
    }

    private static Period period(Fields fields, ZoneId zone) {
        if (fields.has("last")) {
            String last = fields.requiredText("last");
            fields.end();
            return new Period.Last(Durations.seconds(fields.place("last"), last));
        }
        if (fields.has("calendar")) {
            Calendar calendar = fields.word("calendar", CALENDARS);
            fields.end();
            return calendar;
        }
        if (!fields.has("from") && !fields.has("to")) {
            fields.take("last");
            fields.take("calendar");
        }
        long from = Instants.millis(fields.place("from"), fields.requiredText("from"), zone);
        long to = Instants.millis(fields.place("to"), fields.requiredText("to"), zone);
        fields.end();
        if (from >= to) {
            throw Fields.invalid("the period ends at " + Instants.written(to, zone) + ", not after it begins at "
                    + Instants.written(from, zone));
        }
        return new Period.Between(new Range(from, to));
    }

    private static String word(Calendar calendar) {
        return CALENDARS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(calendar))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Calendar> calendars() {
        Map<String, Calendar> words = new LinkedHashMap<>();
        words.put("today", new Calendar(Calendar.Unit.DAY, false));
        words.put("yesterday", new Calendar(Calendar.Unit.DAY, true));
        words.put("this_week", new Calendar(Calendar.Unit.WEEK, false));
        words.put("last_week", new Calendar(Calendar.Unit.WEEK, true));
        words.put("this_month", new Calendar(Calendar.Unit.MONTH, false));
        words.put("last_month", new Calendar(Calendar.Unit.MONTH, true));
        return words;
    }
}
