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

/**
 * Which stretch a period is at an as-of, and into which intervals it is cut. Only for zones whose clocks change on the hour.
 *
 * @param scope the question's period, zone and comparison
 */
record Calendar(Scope scope) {

    /** The period at an as-of. */
    Range period(long second) {
        return switch (scope.period()) {
            case Period.All ignored -> Range.ALL;
            case Period.Between(Range range) -> range;
            case Period.Last(long seconds) -> last(seconds, second);
            case Period.Calendar(Period.Calendar.Unit unit, boolean isLast) -> {
                LocalDate first = firstDate(unit, local(second * 1000).toLocalDate());
                LocalDate from = isLast ? firstDate(unit, first.minusDays(1)) : first;
                yield new Range(midnight(from), midnight(following(unit, from)));
            }
        };
    }

    /** The as-of of the stretch that is compared with, in seconds. */
    long earlierAsOf(long second) {
        return Math.floorDiv(earlier(second * 1000, second), 60_000) * 60;
    }

    /** The stretch that is compared with, of the question asked at {@code second}. */
    Range earlierPeriod(long second) {
        return switch (scope.period()) {
            case Period.All ignored -> Range.ALL;
            case Period.Last(long seconds) -> last(seconds, earlierAsOf(second));
            default ->
                new Range(
                        earlier(period(second).from(), second),
                        earlier(period(second).to(), second));
        };
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
        LocalDate date = local(millis).toLocalDate();
        return switch (interval) {
            case NONE -> 0;
            case DAY -> midnight(date);
            case WEEK -> midnight(firstDate(Period.Calendar.Unit.WEEK, date));
            case MONTH -> midnight(firstDate(Period.Calendar.Unit.MONTH, date));
            default -> {
                long offset = local(millis).getOffset().getTotalSeconds() * 1000L;
                yield Math.floorDiv(millis + offset, millis(interval)) * millis(interval) - offset;
            }
        };
    }

    /** The start of the interval after the one that holds a millisecond. */
    long next(Interval interval, long millis) {
        LocalDate date = local(start(interval, millis)).toLocalDate();
        return switch (interval) {
            case NONE -> Long.MAX_VALUE;
            case DAY -> midnight(date.plusDays(1));
            case WEEK -> midnight(date.plusWeeks(1));
            case MONTH -> midnight(date.plusMonths(1));
            default -> start(interval, millis) + millis(interval);
        };
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

    private static long millis(Interval interval) {
        return switch (interval) {
            case MINUTE -> 60_000;
            case MINUTES_5 -> 300_000;
            case MINUTES_10 -> 600_000;
            case MINUTES_15 -> 900_000;
            case MINUTES_30 -> 1_800_000;
            case HOUR -> 3_600_000;
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
