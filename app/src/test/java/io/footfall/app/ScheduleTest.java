package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void everyLengthIsDueAtItsMultiplesWheneverItBegan() {
        Schedule quarters = new Schedule.Every(Duration.ofMinutes(15));
        assertThat(quarters.after(Instant.parse("2026-03-01T10:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-01T10:15:00Z"));
        assertThat(quarters.after(Instant.parse("2026-03-01T10:14:59.999Z")))
                .isEqualTo(Instant.parse("2026-03-01T10:15:00Z"));
    }

    @Test
    void dailyIsAtATimeOfTheLocalClock() {
        Schedule nightly = new Schedule.Daily(LocalTime.of(2, 30), BERLIN);
        assertThat(nightly.after(Instant.parse("2026-03-01T01:29:59Z")))
                .isEqualTo(Instant.parse("2026-03-01T01:30:00Z"));
        assertThat(nightly.after(Instant.parse("2026-03-01T01:30:00Z")))
                .isEqualTo(Instant.parse("2026-03-02T01:30:00Z"));
    }

    @Test
    void aNightWithoutThatTimeHasTheFirstOneAfterAndANightWithTwoHasOne() {
        Schedule nightly = new Schedule.Daily(LocalTime.of(2, 30), BERLIN);
        Instant leapt = nightly.after(Instant.parse("2026-03-28T12:00:00Z"));
        assertThat(leapt).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(nightly.after(leapt)).isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
        Instant twice = nightly.after(Instant.parse("2026-10-24T12:00:00Z"));
        assertThat(twice).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(nightly.after(twice)).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }
}
