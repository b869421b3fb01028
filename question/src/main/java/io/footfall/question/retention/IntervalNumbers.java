package io.footfall.question.retention;

import io.footfall.question.Instants;
import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Numbers the days, weeks or months of a zone's calendar one after the other, so that one is as many intervals after another as
 * their numbers differ. Used by one thread.
 */
final class IntervalNumbers {
    private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);

    private final Interval interval;
    private final ZoneId zone;
    private final IntervalClock clock;
    private final Int2IntOpenHashMap known = new Int2IntOpenHashMap();

    // The interval last asked about.
    private int lastBucket = Integer.MIN_VALUE;
    private int lastNumber;

    IntervalNumbers(Interval interval, ZoneId zone) {
        this.interval = interval;
        this.zone = zone;
        this.clock = new IntervalClock(interval, zone);
        this.known.defaultReturnValue(Integer.MIN_VALUE);
    }

    /** The number of the interval that holds a millisecond. */
    int of(long timestamp) {
        int bucket = clock.bucket(timestamp);
        if (bucket != lastBucket) {
            lastBucket = bucket;
            lastNumber = known.get(bucket);
            if (lastNumber == Integer.MIN_VALUE) {
                lastNumber = number(firstDate(clock.start(timestamp)));
                known.put(bucket, lastNumber);
            }
        }
        return lastNumber;
    }

    /** How many milliseconds after the start of its interval one lies. */
    long since(long timestamp) {
        return timestamp - clock.start(timestamp);
    }

    /** The start of the interval after the one that holds a millisecond. */
    long next(long timestamp) {
        return clock.next(timestamp);
    }

    /** The first millisecond of an interval. */
    long start(int number) {
        LocalDate first = switch (interval) {
            case WEEK -> FIRST_MONDAY.plusWeeks(number);
            case MONTH -> LocalDate.EPOCH.plusMonths(number);
            default -> LocalDate.ofEpochDay(number);
        };
        return first.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The start of an interval as it is written. */
    String written(int number) {
        return Instants.written(start(number), zone);
    }

    private int number(LocalDate first) {
        return switch (interval) {
            case WEEK -> (int) Math.floorDiv(first.toEpochDay() - FIRST_MONDAY.toEpochDay(), 7L);
            case MONTH -> Math.toIntExact(ChronoUnit.MONTHS.between(LocalDate.EPOCH, first));
            default -> Math.toIntExact(first.toEpochDay());
        };
    }

    /** The date that begins at an instant, though a clock that goes back at midnight may show the one before. */
    private LocalDate firstDate(long start) {
        ZonedDateTime shown = Instant.ofEpochMilli(start).atZone(zone);
        LocalDate following = shown.toLocalDate().plusDays(1);
        return following.atStartOfDay(zone).toInstant().toEpochMilli() == start ? following : shown.toLocalDate();
    }
}
