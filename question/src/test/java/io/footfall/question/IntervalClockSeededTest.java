package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalClockSeededTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("America/St_Johns"));

    @Test
    void intervalsLieSideBySide() {
        long seed = Seeds.next("intervalsLieSideBySide");
        SplittableRandom random = Seeds.random(seed);
        for (int i = 0; i < 40_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            Interval interval = Interval.values()[random.nextInt(1, Interval.values().length)];
            IntervalClock clock = new IntervalClock(interval, zone);
            long timestamp = moment(random, zone);
            long start = clock.start(timestamp);
            long next = clock.next(timestamp);
            String what = interval + " " + zone + " " + Instant.ofEpochMilli(timestamp) + " seed " + seed;
            assertThat(timestamp).as(what).isBetween(start, next - 1);
            IntervalClock other = new IntervalClock(interval, zone);
            assertThat(other.start(next)).as(what).isEqualTo(next);
            assertThat(other.next(start)).as(what).isEqualTo(next);
            assertThat(other.start(next - 1)).as(what).isEqualTo(start);
            assertThat(other.next(start - 1)).as(what).isEqualTo(start);
            assertThat(other.startOf(clock.bucket(timestamp))).as(what).isEqualTo(start);
        }
    }

    @Test
    void daysAreThoseOfTheLocalCalendar() {
        long seed = Seeds.next("daysAreThoseOfTheLocalCalendar");
        SplittableRandom random = Seeds.random(seed);
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(3));
            long timestamp = moment(random, zone);
            LocalDate date = Instant.ofEpochMilli(timestamp).atZone(zone).toLocalDate();
            assertThat(new IntervalClock(Interval.DAY, zone).start(timestamp))
                    .as("%s %s seed %d", zone, Instant.ofEpochMilli(timestamp), seed)
                    .isEqualTo(date.atStartOfDay(zone).toInstant().toEpochMilli());
        }
    }

    @Test
    void hoursAreThoseTheLocalClockShows() {
        long seed = Seeds.next("hoursAreThoseTheLocalClockShows");
        SplittableRandom random = Seeds.random(seed);
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(3));
            long timestamp = moment(random, zone);
            assertThat(new IntervalClock(Interval.HOUR, zone).start(timestamp))
                    .as("%s %s seed %d", zone, Instant.ofEpochMilli(timestamp), seed)
                    .isEqualTo(Instant.ofEpochMilli(timestamp)
                            .atZone(zone)
                            .truncatedTo(ChronoUnit.HOURS)
                            .toInstant()
                            .toEpochMilli());
        }
    }

    /** Any time in fifty years, half of the times within a day of a change of the clock. */
    static long moment(SplittableRandom random, ZoneId zone) {
        Instant any = Instant.ofEpochMilli(random.nextLong(86_400_000L * 40, 86_400_000L * 365 * 57));
        if (random.nextBoolean() || zone.normalized() instanceof ZoneOffset) {
            return any.toEpochMilli();
        }
        var change = zone.getRules().nextTransition(any);
        return (change == null ? any : change.getInstant()).toEpochMilli() + random.nextLong(-86_400_000, 86_400_000);
    }
}
