package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Period.Calendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PeriodClockSeededTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("America/St_Johns"));
    private static final List<Long> LENGTHS =
            List.of(1L, 30L, 300L, 3_600L, 3_601L, 86_400L, 172_800L, 172_801L, 604_800L, 2_592_000L);

    @Test
    void aSlidingPeriodSeesAtEachSecondWhatTheFixedOneSeesThen() {
        long seed = Seeds.next("aSlidingPeriodSeesAtEachSecondWhatTheFixedOneSeesThen");
        SplittableRandom random = Seeds.random(seed);
        for (int i = 0; i < 100_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            long asOf = IntervalClockSeededTest.moment(random, zone) / 1000;
            Period period = period(random, asOf);
            long timestamp = near(random, asOf, PeriodClock.resolve(period, zone, asOf));
            boolean isSeen = timestamp < asOf * 1000
                    && PeriodClock.resolve(period, zone, asOf).holds(timestamp);
            assertThat(isSeen(PeriodClock.sliding(period, zone), timestamp, asOf))
                    .as(told(seed, zone, period, asOf, timestamp))
                    .isEqualTo(isSeen);
        }
    }

    @Test
    void theEarlierStretchSlidesAsItIsMoved() {
        long seed = Seeds.next("theEarlierStretchSlidesAsItIsMoved");
        SplittableRandom random = Seeds.random(seed);
        for (int i = 0; i < 100_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            long asOf = IntervalClockSeededTest.moment(random, zone) / 1000;
            Period period = period(random, asOf);
            Compare compare = Compare.values()[random.nextInt(1, 4)];
            Optional<Visibility> sliding = PeriodClock.movedSliding(compare, period, zone);
            if (sliding.isEmpty()) {
                continue;
            }
            long moved = PeriodClock.movedAsOf(compare, period, zone, asOf);
            Range range = PeriodClock.movedRange(compare, period, zone, asOf);
            long timestamp = near(random, moved, range);
            assertThat(moved % 60).isZero();
            assertThat(isSeen(sliding.get(), timestamp, moved))
                    .as(compare + " " + told(seed, zone, period, asOf, timestamp))
                    .isEqualTo(timestamp < moved * 1000 && range.holds(timestamp));
        }
    }

    @Test
    void theHourThatComesAgainAfterMidnightIsComparedAsOneOfTheNewDate() {
        // A minute past midnight, clocks in St. John's went back to 23:01.
        ZoneId zone = ZoneId.of("America/St_Johns");
        Period today = new Calendar(Calendar.Unit.DAY, false);
        long again = Instant.parse("2006-10-29T02:36:54Z").getEpochSecond();
        Instant dayBefore = Instant.parse("2006-10-28T02:30:00Z");
        assertThat(PeriodClock.movedAsOf(Compare.DAY, today, zone, again)).isEqualTo(dayBefore.getEpochSecond());
        assertThat(PeriodClock.movedRange(Compare.DAY, today, zone, again).from())
                .isEqualTo(dayBefore.toEpochMilli());
    }

    private static boolean isSeen(Visibility visibility, long timestamp, long asOf) {
        long enters = visibility.enters(timestamp);
        return enters <= asOf && enters != Visibility.NEVER && asOf < visibility.leaves(timestamp);
    }

    private static Period period(SplittableRandom random, long asOf) {
        return switch (random.nextInt(3)) {
            case 0 -> new Period.Last(LENGTHS.get(random.nextInt(LENGTHS.size())));
            case 1 -> new Calendar(Calendar.Unit.values()[random.nextInt(3)], random.nextBoolean());
            default -> {
                long from = asOf * 1000 + random.nextLong(-200_000_000, 1_000);
                yield new Period.Between(new Range(from, from + random.nextLong(1, 200_000_000)));
            }
        };
    }

    /** A millisecond at an edge more often than not. */
    private static long near(SplittableRandom random, long asOf, Range range) {
        long slack = random.nextBoolean() ? 2 : 3_700_000;
        return switch (random.nextInt(3)) {
            case 0 -> asOf * 1000 + random.nextLong(-slack, slack);
            case 1 -> range.from() + random.nextLong(-slack, slack);
            default -> range.to() + random.nextLong(-slack, slack);
        };
    }

    private static String told(long seed, ZoneId zone, Period period, long asOf, long timestamp) {
        return period + " in " + zone + " at " + Instant.ofEpochSecond(asOf) + " of " + Instant.ofEpochMilli(timestamp)
                + " seed " + seed;
    }
}
