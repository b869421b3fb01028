package io.footfall.question.trend;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrailingQuestionTest {
    private final Story story = new Story();

    @Test
    void eachDayIsOverTheDatesThatEndWithIt() {
        did("ann", "2026-03-01T10:00", 1).did("ann", "2026-03-03T10:00", 2).did("bob", "2026-03-02T23:59", 3);
        Period all = new Period.All();
        assertThat(values(trailing(all, Measure.CUSTOMERS, null), "2026-03-04T00:00"))
                .isEqualTo("1 2 2");
        assertThat(values(trailing(all, Measure.COUNT, null), "2026-03-04T00:00"))
                .isEqualTo("1 2 2");
        assertThat(values(trailing(all, Measure.SUM, "properties.n"), "2026-03-04T00:00"))
                .isEqualTo("1 4 5");
        assertThat(values(trailing(all, Measure.MAX, "properties.n"), "2026-03-04T00:00"))
                .isEqualTo("1 3 3");
        assertThat(values(trailing(all, Measure.PER_CUSTOMER, null), "2026-03-04T00:00"))
                .isEqualTo("1 1 1");
    }

    @Test
    void datesBeforeThePeriodCountAndTheAsOfAloneCuts() {
        did("ann", "2026-03-01T10:00", 1).did("bob", "2026-03-02T20:00", 1);
        Period morning = new Period.Between(new Range(millis("2026-03-02T08:00"), millis("2026-03-02T09:00")));
        assertThat(values(trailing(morning, Measure.COUNT, null), "2026-03-02T19:00"))
                .isEqualTo("1");
        assertThat(values(trailing(morning, Measure.COUNT, null), "2026-03-02T21:00"))
                .isEqualTo("2");
    }

    @Test
    void aSlidingPeriodForgetsWhatNoRowIsOver() {
        did("ann", "2026-03-01T10:00", 1);
        TrailingQuestion today =
                trailing(new Period.Calendar(Period.Calendar.Unit.DAY, false), Measure.CUSTOMERS, null);
        assertThat(values(today, "2026-03-01T12:00")).isEqualTo("1");
        assertThat(values(today, "2026-03-02T12:00")).isEqualTo("1");
        assertThat(values(today, "2026-03-03T12:00")).isEqualTo("0");
    }

    @Test
    void aStretchThatIsComparedHasTheRowOfOneMoreDateIfTheLaterOneTouchesTwo() {
        did("ann", "2026-03-02T12:00", 1).did("bob", "2026-03-03T03:00", 1);
        Period acrossMidnight = new Period.Between(new Range(millis("2026-03-02T22:00"), millis("2026-03-03T02:00")));
        Scope scope = new Scope(acrossMidnight, ZoneId.of("UTC"), List.of(), Compare.PREVIOUS);
        for (Measure measure : List.of(Measure.CUSTOMERS, Measure.COUNT)) {
            assertThat(values(trailing(scope, measure, null), "2026-03-04T00:00"))
                    .as("%s, and what they were of the four hours before", measure)
                    .isEqualTo("1 1 2 2");
        }
    }

    private static TrailingQuestion trailing(Period period, Measure measure, @Nullable String property) {
        return trailing(new Scope(period, ZoneId.of("UTC"), List.of(), Compare.NONE), measure, property);
    }

    private static TrailingQuestion trailing(Scope scope, Measure measure, @Nullable String property) {
        return new TrailingQuestion(
                new TrendQuestion(scope, Selector.ANY, measure, property, Interval.DAY, Optional.empty()), 2);
    }

    private TrailingQuestionTest did(String customer, String at, int number) {
        story.did(customer, "buy", millis(at), Map.of("n", number));
        return this;
    }

    /** The values, which are the same asked and resumed. */
    private String values(TrailingQuestion question, String asOf) {
        String asked = told(story.asked(question, millis(asOf) / 1000));
        assertThat(told(story.resumed(question, millis(asOf) / 1000))).isEqualTo(asked);
        return asked.lines()
                .skip(1)
                .map(line -> line.substring(line.indexOf(" ") + 1))
                .reduce((left, right) -> left + " " + right)
                .orElse("");
    }

    private static long millis(String at) {
        return Instant.parse(at + ":00Z").toEpochMilli();
    }
}
