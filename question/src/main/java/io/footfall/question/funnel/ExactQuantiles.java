package io.footfall.question.funnel;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * Finds the value at a place in the ascending order of many, each with how often it is there, without sorting them all.
 *
 * <p>It counts values into equal intervals between the smallest and the largest, and goes on with the interval that has the place
 * until few values are left.
 */
final class ExactQuantiles {
    private static final int INTERVALS = 4096;
    private static final int SORTED_MAX = 64;

    private final Long2LongMap values;
    private final long total;

    /** Of values that are not negative, and how often each is there. */
    ExactQuantiles(Long2LongMap values) {
        this.values = values;
        long sum = 0;
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(values)) {
            sum += entry.getLongValue();
        }
        total = sum;
    }

    /** Whether there are no values, and so no quantiles. */
    boolean isEmpty() {
        return total == 0;
    }

    /** The value at place ceil({@code percent} / 100 · n), counted from 1. */
    long at(int percent) {
        return atPlace(Math.ceilDiv(total * percent, 100));
    }

    private long atPlace(long place) {
        LongArrayList left = new LongArrayList(values.keySet());
        long before = 0;
        while (left.size() > SORTED_MAX) {
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            for (int i = 0; i < left.size(); i++) {
                min = Math.min(min, left.getLong(i));
                max = Math.max(max, left.getLong(i));
            }
            long width = (max - min) / INTERVALS + 1;
            long[] counts = new long[INTERVALS];
            for (int i = 0; i < left.size(); i++) {
                counts[(int) ((left.getLong(i) - min) / width)] += values.get(left.getLong(i));
            }
            int interval = 0;
            while (before + counts[interval] < place) {
                before += counts[interval++];
            }
            left = within(left, min + interval * width, width);
        }
        left.sort(null);
        int at = 0;
        while ((before += values.get(left.getLong(at))) < place) {
            at++;
        }
        return left.getLong(at);
    }

    private static LongArrayList within(LongArrayList values, long from, long width) {
        LongArrayList within = new LongArrayList();
        for (int i = 0; i < values.size(); i++) {
            if (values.getLong(i) >= from && values.getLong(i) - from < width) {
                within.add(values.getLong(i));
            }
        }
        return within;
    }
}
