package io.footfall.question;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Says which stretch of time a period is at an as-of, and from when to when an event lies in it.
 *
 * <h2>The earlier stretch of a comparison</h2>
 *
 * It is asked at an as-of T' of its own: T moved back, by dates of the local calendar or by the period's length, and cut down to
 * the minute. A stretch between two instants is moved as T is. {@code last} is counted back from T'. A calendar's day, week or
 * month is moved by dates, so that {@code this_week} one day earlier runs from Sunday to Sunday.
 *
 * <p>On the one night a year that the clock goes back, and the day after the one it goes forward, T' by dates steps back by an
 * hour at most while T goes on: a host that keeps the earlier stretch up to date then starts it anew.
 */
public final class PeriodClock {
    private static final long MINUTE_SECONDS = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private PeriodClock() {}

    /** The stretch a period is at the as-of {@code second}; at midnight exactly, today is the day that begins. */
    public static Range resolve(Period period, ZoneId zone, long second) {
        return switch (period) {
            case Period.All ignored -> Range.ALL;
            case Period.Between(Range range) -> range;
            case Period.Last last -> {
                long from = second - last.seconds();
                yield new Range(cut(last, zone, from) * 1000, second * 1000);
            }
            case Period.Calendar calendar -> resolve(calendar, clock(calendar, zone, 0), second);
        };
    }

    /** Sees the events of one stretch, each from the first second after it. */
    public static Visibility fixed(Range range) {
        return Visibility.fixed(range);
    }

    /** Sees at each as-of the events of what the period is then. For one thread. */
    public static Visibility sliding(Period period, ZoneId zone) {
        return switch (period) {
            case Period.All ignored -> fixed(Range.ALL);
            case Period.Between(Range range) -> fixed(range);
            case Period.Last last -> Visibility.sliding(new LastSliding(last, zone));
            case Period.Calendar calendar -> sliding(calendar, zone, 0);
        };
    }

    /**
     * The as-of of the earlier stretch, in seconds: {@code second} moved back and cut down to the minute.
     *
     * @throws InvalidQuestionException if all time is to be moved by its own length
     */
    public static long movedAsOf(Compare compare, Period period, ZoneId zone, long second) {
        long moved = switch (compare) {
            case NONE -> throw new IllegalArgumentException("there is no comparison");
            case DAY, WEEK -> asOfEarlierByDates(second * 1000, zone, dates(compare));
            case PREVIOUS -> second * 1000 - length(period, zone, second);
        };
        return Math.floorDiv(moved, MINUTE_MILLIS) * MINUTE_SECONDS;
    }

    /** The earlier stretch of a comparison that is asked at the as-of {@code second}. */
    public static Range movedRange(Compare compare, Period period, ZoneId zone, long second) {
        long movedSecond = movedAsOf(compare, period, zone, second);
        return switch (period) {
            case Period.All ignored -> Range.ALL;
            case Period.Between(Range range) -> moved(compare, range, zone);
            case Period.Last last -> resolve(last, zone, movedSecond);
            case Period.Calendar calendar ->
                compare == Compare.PREVIOUS
                        ? moved(compare, resolve(calendar, zone, second), zone)
                        : resolve(calendar, clock(calendar, zone, dates(compare)), movedSecond);
        };
    }

    /**
     * Sees at each as-of T' the events of the earlier stretch. For one thread.
     *
     * @return empty where the stretch does not follow from T' alone: where months, or days of changing length, are moved by
     *     their own length
     */
    public static Optional<Visibility> movedSliding(Compare compare, Period period, ZoneId zone) {
        return switch (period) {
            case Period.All all -> Optional.of(sliding(all, zone));
            case Period.Between(Range range) -> Optional.of(fixed(moved(compare, range, zone)));
            case Period.Last last -> Optional.of(sliding(last, zone));
            case Period.Calendar calendar -> {
                if (compare != Compare.PREVIOUS) {
                    yield Optional.of(sliding(calendar, zone, dates(compare)));
                }
                if (!zone.getRules().isFixedOffset() || calendar.unit() == Period.Calendar.Unit.MONTH) {
                    yield Optional.empty();
                }
                yield Optional.of(sliding(calendar, zone, calendar.unit() == Period.Calendar.Unit.WEEK ? 7 : 1));
            }
        };
    }

    /**
     * A millisecond moved back as the comparison moves its period.
     *
     * @param range the question's period, by whose length {@code previous} moves
     */
    public static long moved(Compare compare, Range range, ZoneId zone, long timestamp) {
        return switch (compare) {
            case NONE -> timestamp;
            case DAY, WEEK -> earlierByDates(timestamp, zone, dates(compare));
            case PREVIOUS -> timestamp - (range.to() - range.from());
        };
    }

    private static Range moved(Compare compare, Range range, ZoneId zone) {
        return new Range(moved(compare, range, zone, range.from()), moved(compare, range, zone, range.to()));
    }

    private static int dates(Compare compare) {
        return compare == Compare.WEEK ? 7 : 1;
    }

    /** Where the clock went from just after midnight back into the date before, that hour is of the date that has begun. */
    private static long asOfEarlierByDates(long timestamp, ZoneId zone, int dates) {
        long midnight = new IntervalClock(Interval.DAY, zone).start(timestamp);
        return Math.max(earlierByDates(timestamp, zone, dates), earlierByDates(midnight, zone, dates));
    }

    private static long earlierByDates(long timestamp, ZoneId zone, int dates) {
        return Instant.ofEpochMilli(timestamp)
                .atZone(zone)
                .minusDays(dates)
                .toInstant()
                .toEpochMilli();
    }

    private static long length(Period period, ZoneId zone, long second) {
        return switch (period) {
            case Period.All ignored ->
                throw new InvalidQuestionException(
                        "invalid_question",
                        "compare \"previous\" moves a question back by the length of its period; give it a period");
            case Period.Last(long seconds) -> seconds * 1000;
            default -> {
                Range range = resolve(period, zone, second);
                yield range.to() - range.from();
            }
        };
    }

    private static Range resolve(Period.Calendar calendar, IntervalClock clock, long second) {
        long start = clock.start(second * 1000);
        return calendar.isLast()
                ? new Range(clock.start(start - 1), start)
                : new Range(start, clock.next(second * 1000));
    }

    private static Visibility sliding(Period.Calendar calendar, ZoneId zone, int daysEarlier) {
        IntervalClock clock = clock(calendar, zone, daysEarlier);
        return Visibility.sliding(
                calendar.isLast()
                        ? new LastCalendarSliding(clock, clock(calendar, zone, daysEarlier))
                        : new ThisCalendarSliding(clock));
    }

    private static IntervalClock clock(Period.Calendar calendar, ZoneId zone, int daysEarlier) {
        Interval interval = switch (calendar.unit()) {
            case DAY -> Interval.DAY;
            case WEEK -> Interval.WEEK;
            case MONTH -> Interval.MONTH;
        };
        return new IntervalClock(interval, zone, daysEarlier);
    }

    private static long cut(Period.Last last, ZoneId zone, long second) {
        return last.grainSeconds() == 1 ? second : grain(last, zone).start(second * 1000) / 1000;
    }

    private static IntervalClock grain(Period.Last last, ZoneId zone) {
        return new IntervalClock(last.grainSeconds() == MINUTE_SECONDS ? Interval.MINUTE : Interval.HOUR, zone);
    }

    private static final class LastSliding implements Visibility.Sliding {
        private final long seconds;
        private final boolean isToTheSecond;
        private final IntervalClock grain;

        LastSliding(Period.Last last, ZoneId zone) {
            seconds = last.seconds();
            isToTheSecond = last.grainSeconds() == 1;
            grain = grain(last, zone);
        }

        @Override
        public long enters(long timestamp) {
            return Visibility.secondAfter(timestamp);
        }

        @Override
        public long leaves(long timestamp) {
            long following = isToTheSecond ? Visibility.secondAfter(timestamp) : grain.next(timestamp) / 1000;
            return following + seconds;
        }
    }

    private record ThisCalendarSliding(IntervalClock clock) implements Visibility.Sliding {
        @Override
        public long enters(long timestamp) {
            long second = Visibility.secondAfter(timestamp);
            // What happens in the last second of a day is first seen at midnight, when that day is today no more.
            return second < clock.next(timestamp) / 1000 ? second : Visibility.NEVER;
        }

        @Override
        public long leaves(long timestamp) {
            return clock.next(timestamp) / 1000;
        }
    }

    private record LastCalendarSliding(IntervalClock clock, IntervalClock following) implements Visibility.Sliding {
        @Override
        public long enters(long timestamp) {
            return clock.next(timestamp) / 1000;
        }

        @Override
        public long leaves(long timestamp) {
            return following.next(clock.next(timestamp)) / 1000;
        }
    }
}
