package io.footfall.question.funnel;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import java.util.Arrays;

/**
 * Finds the value at a place in the ascending order of many, each with how often it is there, without sorting them all.
 *
 * <p>It counts values into equal intervals between the smallest and the largest, and goes on with the interval that has the place
 * until that is one value wide.
 */
final class ExactQuantiles {
    private static final int INTERVALS = 4096;

    private final long[] values;
    private final long[] times;
    private final long total;

    /** Of values that are not negative, and how often each is there. */
    ExactQuantiles(Long2LongMap counted) {
        values = new long[counted.size()];
        times = new long[counted.size()];
        int at = 0;
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(counted)) {
            values[at] = entry.getLongKey();
            times[at++] = entry.getLongValue();
        }
        total = Arrays.stream(times).sum();
    }

    /** Whether there are no values, and so no quantiles. */
    boolean isEmpty() {
        return total == 0;
    }

    /** The value at place ceil({@code percent} / 100 · n), counted from 1. */
    long at(int percent) {
        long place = Math.ceilDiv(total * percent, 100);
        long from = Arrays.stream(values).min().orElseThrow();
        long span = Arrays.stream(values).max().orElseThrow() - from + 1;
        while (span > 1) {
            long width = Math.ceilDiv(span, INTERVALS);
            long[] counts = count(from, span, width);
            int interval = 0;
            while (counts[interval] < place) {
                place -= counts[interval++];
            }
            from += interval * width;
            span = width;
        }
        return from;
    }

    /** How many values are in each interval of a width, of those in {@code [from, from + span)}. */
    private long[] count(long from, long span, long width) {
        long[] counts = new long[INTERVALS];
        for (int i = 0; i < values.length; i++) {
            long after = values[i] - from;
            if (after >= 0 && after < span) {
                counts[(int) (after / width)] += times[i];
            }
        }
        return counts;
    }
}
