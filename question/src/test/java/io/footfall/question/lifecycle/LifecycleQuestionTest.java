package io.footfall.question.lifecycle;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifecycleQuestionTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Period ALL = new Period.All();

    private final Story story = new Story();

    @Test
    void tellsWhoIsNewHasStayedHasComeBackAndHasGone() {
        did("ann", "2026-03-01T10:00").did("ann", "2026-03-01T11:00").did("ann", "2026-03-02T10:00");
        did("ann", "2026-03-05T10:00").did("bob", "2026-03-02T23:59:59.999").did("bob", "2026-03-03T00:00");
        assertThat(table(lifecycle(ALL, Interval.DAY), "2026-03-05T12:00")).isEqualTo("""
                at new returning resurrecting dormant
                2026-03-01T00:00:00Z 1 0 0 0
                2026-03-02T00:00:00Z 1 1 0 0
                2026-03-03T00:00:00Z 0 1 0 -1
                2026-03-04T00:00:00Z 0 0 0 -1
                2026-03-05T00:00:00Z 0 0 1 null
                """);
    }

    @Test
    void saysWhoHasGoneOnceTheIntervalIsOver() {
        did("ann", "2026-03-01T10:00");
        LifecycleQuestion today = lifecycle(new Period.Last(172_800), Interval.DAY);
        assertThat(table(today, "2026-03-02T23:59:59")).endsWith("2026-03-02T00:00:00Z 0 0 0 null\n");
        assertThat(table(today, "2026-03-03T00:00")).endsWith("2026-03-02T00:00:00Z 0 0 0 -1\n");
    }

    @Test
    void countsTheIntervalsOfThePeriodWhole() {
        did("ann", "2026-03-01T08:00").did("bob", "2026-03-01T20:00").did("bob", "2026-02-28T20:00");
        Period afternoon = new Period.Between(new Range(millis("2026-03-01T12:00"), millis("2026-03-01T13:00")));
        assertThat(table(lifecycle(afternoon, Interval.DAY), "2026-03-05T00:00"))
                .isEqualTo("""
                at new returning resurrecting dormant
                2026-03-01T00:00:00Z 1 1 0 0
                """);
    }

    @Test
    void hasNoRowsOfAllTimeWhereNothingHappened() {
        assertThat(table(lifecycle(ALL, Interval.MONTH), "2026-03-05T00:00"))
                .isEqualTo("at new returning resurrecting dormant\n\n");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> lifecycle(ALL, Interval.MINUTE))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("hour, day, week or month");
        Scope compared = new Scope(ALL, UTC, List.of(), Compare.DAY);
        assertThatThrownBy(() -> new LifecycleQuestion(compared, Selector.ANY, Interval.DAY))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("no compare");
        Period years = new Period.Between(new Range(0, millis("2026-01-01T00:00")));
        assertThatThrownBy(() -> table(lifecycle(years, Interval.HOUR), "2026-03-05T00:00"))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("more than 10000 rows");
    }

    private static LifecycleQuestion lifecycle(Period period, Interval interval) {
        return new LifecycleQuestion(new Scope(period, UTC, List.of(), Compare.NONE), Selector.ANY, interval);
    }

    private LifecycleQuestionTest did(String customer, String at) {
        story.did(customer, "buy", millis(at), Map.of());
        return this;
    }

    /** The answer, which is the same asked and resumed. */
    private String table(LifecycleQuestion question, String asOf) {
        String asked = told(story.asked(question, millis(asOf) / 1000));
        assertThat(told(story.resumed(question, millis(asOf) / 1000))).isEqualTo(asked);
        return asked;
    }

    private static long millis(String at) {
        return Instant.parse((at.length() == 16 ? at + ":00" : at) + "Z").toEpochMilli();
    }
}
