package io.footfall.question.trend;

import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import java.time.ZoneId;

/**
 * The dates whose rows an event is counted in, where each row is over a number of dates that end with its own: the event's own date
 * and those that follow it. Used by one thread.
 */
final class TrailingDates {
    private final IntervalClock clock;
    private final int[] buckets;
    private final long[] starts;
    private long before;

    /** The dates of a trend over {@code count} dates in a zone. */
    TrailingDates(int count, ZoneId zone) {
        clock = new IntervalClock(Interval.DAY, zone);
        buckets = new int[count];
        starts = new long[count + 1];
    }

    /** Turns to the date of a millisecond and those after it, and says whether that is another than before. */
    boolean turnTo(long timestamp) {
        if (timestamp >= starts[0] && timestamp < starts[1]) {
            return false;
        }
        starts[0] = clock.start(timestamp);
        before = clock.start(starts[0] - 1);
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = clock.bucket(starts[i]);
            starts[i + 1] = clock.next(starts[i]);
        }
        return true;
    }

    /** How many there are. */
    int count() {
        return buckets.length;
    }

    /** The number of the date so many dates after the event's. */
    int bucket(int after) {
        return buckets[after];
    }

    /** The first millisecond of the date before the one so many dates after the event's. */
    long startOfTheOneBefore(int after) {
        return after == 0 ? before : starts[after - 1];
    }

    /** The first millisecond after the date so many dates after the event's. */
    long end(int after) {
        return starts[after + 1];
    }

    /** The numbers of the dates that end with one, that one first. */
    int[] endingWith(int bucket) {
        int[] dates = new int[buckets.length];
        long at = clock.startOf(bucket);
        for (int i = 0; i < dates.length; i++) {
            dates[i] = clock.bucket(at);
            at = clock.start(at - 1);
        }
        return dates;
    }
}
