package io.footfall.testkit.oracle;

import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which stretch a period is at an as-of, and into which intervals it is cut.
 *
 * @param scope the question's period, zone and comparison
 */
record Calendar(Scope scope) {
    private static final long MINUTE = 60_000;

    /** The period at an as-of. */
    Range period(long second) {
        return switch (scope.period()) {
            case Period.All ignored -> Range.ALL;
            case Period.Between(Range range) -> range;
            case Period.Last(long seconds) -> last(seconds, second);
            case Period.Calendar(Period.Calendar.Unit unit, boolean isLast) -> {
                LocalDate first = firstDate(unit, day(second * 1000));
                LocalDate from = isLast ? firstDate(unit, first.minusDays(1)) : first;
                yield new Range(midnight(from), midnight(following(unit, from)));
            }
        };
    }

    /** The as-of of the stretch that is compared with, in seconds. */
    long earlierAsOf(long second) {
        long moved = earlier(second * 1000, second);
        if (scope.compare() != Compare.PREVIOUS) {
            // An hour that is gone through twice, the second time after midnight, is of the new date.
            moved = Math.max(moved, earlier(start(Interval.DAY, second * 1000), second));
        }
        return Math.floorDiv(moved, 60_000) * 60;
    }

    /** The stretch that is compared with, of the question asked at {@code second}. */
    Range earlierPeriod(long second) {
        return switch (scope.period()) {
            case Period.All ignored -> Range.ALL;
            case Period.Last(long seconds) -> last(seconds, earlierAsOf(second));
            case Period.Between(Range(long from, long to)) -> new Range(earlier(from, second), earlier(to, second));
            case Period.Calendar ignored -> {
                Range now = period(second);
                yield switch (scope.compare()) {
                    case DAY -> datesEarlier(now, 1);
                    case WEEK -> datesEarlier(now, 7);
                    case NONE, PREVIOUS -> new Range(earlier(now.from(), second), earlier(now.to(), second));
                };
            }
        };
    }

    private Range datesEarlier(Range days, int dates) {
        return new Range(
                midnight(day(days.from()).minusDays(dates)),
                midnight(day(days.to()).minusDays(dates)));
    }

    /** A millisecond moved back as the comparison moves the question that is asked at {@code second}. */
    long earlier(long millis, long second) {
        return switch (scope.compare()) {
            case NONE -> millis;
            case DAY -> local(millis).minusDays(1).toInstant().toEpochMilli();
            case WEEK -> local(millis).minusDays(7).toInstant().toEpochMilli();
            case PREVIOUS -> millis - length(second);
        };
    }

    boolean isCompared() {
        return scope.compare() != Compare.NONE;
    }

    /** The start of the interval that holds a millisecond. */
    long start(Interval interval, long millis) {
        return switch (interval) {
            case NONE -> 0;
            case DAY -> midnight(day(millis));
            case WEEK -> midnight(firstDate(Period.Calendar.Unit.WEEK, day(millis)));
            case MONTH -> midnight(firstDate(Period.Calendar.Unit.MONTH, day(millis)));
            default -> {
                long minute = Math.floorDiv(millis, MINUTE) * MINUTE;
                long cut = minute - Math.floorMod(localMinute(minute), minutes(interval)) * MINUTE;
                if (isSteady(cut - MINUTE, minute)) {
                    yield cut;
                }
                while (continues(interval, minute - MINUTE)) {
                    minute -= MINUTE;
                }
                yield minute;
            }
        };
    }

    /** The start of the interval after the one that holds a millisecond. */
    long next(Interval interval, long millis) {
        LocalDate date = interval == Interval.NONE ? LocalDate.EPOCH : day(start(interval, millis));
        return switch (interval) {
            case NONE -> Long.MAX_VALUE;
            case DAY -> midnight(date.plusDays(1));
            case WEEK -> midnight(date.plusWeeks(1));
            case MONTH -> midnight(date.plusMonths(1));
            default -> {
                long minute = Math.floorDiv(millis, MINUTE) * MINUTE;
                long next =
                        minute + (minutes(interval) - Math.floorMod(localMinute(minute), minutes(interval))) * MINUTE;
                if (isSteady(minute, next)) {
                    yield next;
                }
                while (continues(interval, minute)) {
                    minute += MINUTE;
                }
                yield minute + MINUTE;
            }
        };
    }

    /**
     * The starts of the intervals of a period; of all time, of those from the first to the last of {@code timestamps}. Without an
     * interval there is one, which has all.
     */
    List<Long> starts(Interval interval, Range range, List<Long> timestamps) {
        if (interval == Interval.NONE) {
            return List.of(0L);
        }
        if (range.isAll() && timestamps.isEmpty()) {
            return List.of();
        }
        long from = range.isAll() ? Collections.min(timestamps) : range.from();
        long to = range.isAll() ? Collections.max(timestamps) + 1 : range.to();
        List<Long> starts = new ArrayList<>();
        for (long at = start(interval, from); at < to; at = next(interval, at)) {
            starts.add(at);
        }
        return starts;
    }

    /** The intervals of the earlier stretch, each in the place of the one it is set beside. */
    List<Long> earlierStarts(Interval interval, List<Long> starts, long second) {
        if (interval == Interval.NONE || !isCompared()) {
            return starts;
        }
        if (scope.compare() != Compare.PREVIOUS) {
            return starts.stream()
                    .map(at -> start(interval, earlier(at, second)))
                    .toList();
        }
        List<Long> earlier = new ArrayList<>();
        long at = start(interval, earlierPeriod(second).from());
        for (int i = 0; i < starts.size(); i++) {
            earlier.add(at);
            at = next(interval, at);
        }
        return earlier;
    }

    /** Whether the next minute is of the same interval: no later one on the clock, and the clock does not go back. */
    private boolean continues(Interval interval, long minute) {
        long now = localMinute(minute);
        long then = localMinute(minute + MINUTE);
        return then > now && Math.floorDiv(now, minutes(interval)) == Math.floorDiv(then, minutes(interval));
    }

    /** Whether the clock neither jumps nor goes back from one millisecond to another. */
    private boolean isSteady(long from, long to) {
        return local(from).getOffset().equals(local(to).getOffset());
    }

    private long localMinute(long millis) {
        return Math.floorDiv(millis + local(millis).getOffset().getTotalSeconds() * 1000L, MINUTE);
    }

    /** The date that is running: the newest that has begun, though the clock may go back and show the one before again. */
    private LocalDate day(long millis) {
        LocalDate shown = local(millis).toLocalDate();
        return midnight(shown.plusDays(1)) <= millis ? shown.plusDays(1) : shown;
    }

    /** As in an answer. */
    String written(long millis) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local(millis));
    }

    private Range last(long seconds, long second) {
        long from = (second - seconds) * 1000;
        if (seconds > 172_800) {
            from = start(Interval.HOUR, from);
        } else if (seconds > 3_600) {
            from = start(Interval.MINUTE, from);
        }
        return new Range(from, second * 1000);
    }

    private long length(long second) {
        return scope.period() instanceof Period.Last(long seconds)
                ? seconds * 1000
                : period(second).to() - period(second).from();
    }

    private static long minutes(Interval interval) {
        return switch (interval) {
            case MINUTE -> 1;
            case MINUTES_5 -> 5;
            case MINUTES_10 -> 10;
            case MINUTES_15 -> 15;
            case MINUTES_30 -> 30;
            case HOUR -> 60;
            default -> throw new IllegalArgumentException(interval + " is not cut on the clock");
        };
    }

    private static LocalDate firstDate(Period.Calendar.Unit unit, LocalDate date) {
        return switch (unit) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
        };
    }

    private static LocalDate following(Period.Calendar.Unit unit, LocalDate first) {
        return switch (unit) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
    }

    private long midnight(LocalDate date) {
        return date.atStartOfDay(zone()).toInstant().toEpochMilli();
    }

    private ZonedDateTime local(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone());
    }

    private ZoneId zone() {
        return scope.zone();
    }
}
