package io.footfall.question.stickiness;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StickinessQuestionTest {
    private final Story story = new Story();

    @Test
    void countsCustomersByTheDaysOnWhichTheyWereActive() {
        did("ann", "2026-03-01T10:00").did("ann", "2026-03-01T11:00").did("ann", "2026-03-03T10:00");
        did("ann", "2026-03-04T10:00").did("bob", "2026-03-03T23:00").did("cid", "2026-03-04T01:00");
        assertThat(table(stickiness(new Period.All(), Compare.NONE), "2026-03-05T00:00"))
                .isEqualTo("""
                intervals customers
                1 2
                2 0
                3 1
                """);
    }

    @Test
    void daysLeaveASlidingPeriodOneByOne() {
        did("ann", "2026-03-01T10:00").did("ann", "2026-03-01T20:00").did("ann", "2026-03-02T09:00");
        did("ann", "2026-03-03T09:00");
        StickinessQuestion lastTwoDays = stickiness(new Period.Last(172_800), Compare.NONE);
        assertThat(table(lastTwoDays, "2026-03-03T10:00")).isEqualTo("intervals customers\n1 0\n2 0\n3 1\n");
        assertThat(table(lastTwoDays, "2026-03-03T20:00")).isEqualTo("intervals customers\n1 0\n2 0\n3 1\n");
        assertThat(table(lastTwoDays, "2026-03-03T20:01:01")).isEqualTo("intervals customers\n1 0\n2 1\n");
        assertThat(table(lastTwoDays, "2026-03-04T10:00")).isEqualTo("intervals customers\n1 1\n");
        assertThat(table(lastTwoDays, "2026-03-06T00:00")).isEqualTo("intervals customers\n\n");
    }

    @Test
    void setsThePeriodBeforeBesideEachRow() {
        did("ann", "2026-02-24T10:00").did("ann", "2026-03-02T10:00").did("ann", "2026-03-03T10:00");
        StickinessQuestion compared = stickiness(new Period.Calendar(Period.Calendar.Unit.WEEK, false), Compare.WEEK);
        assertThat(table(compared, "2026-03-04T10:00")).isEqualTo("intervals customers previous\n1 0 1\n2 1 0\n");
    }

    @Test
    void refusesAnIntervalThatDoesNotFit() {
        assertThatThrownBy(() -> new StickinessQuestion(
                        stickiness(new Period.All(), Compare.NONE).scope(), Selector.ANY, Interval.NONE))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("hour, day, week or month");
    }

    private static StickinessQuestion stickiness(Period period, Compare compare) {
        return new StickinessQuestion(
                new Scope(period, ZoneId.of("UTC"), List.of(), compare), Selector.ANY, Interval.DAY);
    }

    private StickinessQuestionTest did(String customer, String at) {
        story.did(customer, "buy", millis(at), Map.of());
        return this;
    }

    /** The answer, which is the same asked and resumed. */
    private String table(StickinessQuestion question, String asOf) {
        String asked = told(story.asked(question, millis(asOf) / 1000));
        assertThat(told(story.resumed(question, millis(asOf) / 1000))).isEqualTo(asked);
        return asked;
    }

    private static long millis(String at) {
        return Instant.parse((at.length() == 16 ? at + ":00" : at) + "Z").toEpochMilli();
    }
}
