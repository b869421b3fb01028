package io.footfall.question;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongIterator;
import java.util.Arrays;

/**
 * Values, and how often each is there.
 *
 * <p>A scan adds each value once and asks for quantiles at the end. So values are first only listed; they are counted, by a hash
 * table, once one is taken back, once somebody asks for each by itself, or once the list is long. Then they stay counted.
 */
final class Values {
    /** 8 MB of values, more than a sum of few rows holds of a million customers on each of two threads. */
    private static final int LISTED_MAX = 1 << 20;

    private static final Long2LongOpenHashMap NOT_COUNTED = new Long2LongOpenHashMap(0);

    private long[] listed = new long[4];
    private int listedCount;
    private Long2LongOpenHashMap counted = NOT_COUNTED;

    void add(long value, long n) {
        if (!isCounted() && n == 1 && listedCount < LISTED_MAX) {
            if (listedCount == listed.length) {
                listed = Arrays.copyOf(listed, listedCount * 2);
            }
            listed[listedCount++] = value;
        } else {
            Long2LongOpenHashMap table = counted();
            if (table.addTo(value, n) == -n) {
                table.remove(value);
            }
        }
    }

    void addAll(Values other) {
        if (!isCounted() && !other.isCounted() && listedCount + other.listedCount <= LISTED_MAX) {
            int count = listedCount + other.listedCount;
            if (count > listed.length) {
                listed = Arrays.copyOf(listed, count);
            }
            System.arraycopy(other.listed, 0, listed, listedCount, other.listedCount);
            listedCount = count;
            return;
        }
        // Values come in the order of their hashes, and would pile up in a table that is yet to grow.
        Long2LongOpenHashMap table = counted();
        table.ensureCapacity(table.size() + other.counted().size());
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(other.counted())) {
            add(entry.getLongKey(), entry.getLongValue());
        }
    }

    /** How many there are, each as often as it is there. */
    long total() {
        long total = listedCount;
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(counted)) {
            total += entry.getLongValue();
        }
        return total;
    }

    /** The smallest value; the largest possible if there is none. */
    long least() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < listedCount; i++) {
            least = Math.min(least, listed[i]);
        }
        for (LongIterator each = counted.keySet().iterator(); each.hasNext(); ) {
            least = Math.min(least, each.nextLong());
        }
        return least;
    }

    /** The largest value; the smallest possible if there is none. */
    long greatest() {
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < listedCount; i++) {
            greatest = Math.max(greatest, listed[i]);
        }
        for (LongIterator each = counted.keySet().iterator(); each.hasNext(); ) {
            greatest = Math.max(greatest, each.nextLong());
        }
        return greatest;
    }

    /** How many values are in each of {@code intervals} intervals of {@code 2^shift}, the first of which begins at {@code from}. */
    long[] histogram(long from, int shift, int intervals) {
        long[] counts = new long[intervals];
        for (int i = 0; i < listedCount; i++) {
            long interval = (listed[i] - from) >>> shift;
            if (Long.compareUnsigned(interval, intervals) < 0) {
                counts[(int) interval]++;
            }
        }
        for (Long2LongMap.Entry entry : Long2LongMaps.fastIterable(counted)) {
            long interval = (entry.getLongKey() - from) >>> shift;
            if (Long.compareUnsigned(interval, intervals) < 0) {
                counts[(int) interval] += entry.getLongValue();
            }
        }
        return counts;
    }

    boolean isEmpty() {
        return listedCount == 0 && counted.isEmpty();
    }

    /** Each value once, and how often it is there. */
    Long2LongOpenHashMap counted() {
        if (!isCounted()) {
            counted = new Long2LongOpenHashMap();
            for (int i = 0; i < listedCount; i++) {
                counted.addTo(listed[i], 1);
            }
            listed = new long[0];
            listedCount = 0;
        }
        return counted;
    }

    /** About how much heap this takes, in bytes. */
    long heapBytes() {
        return 120 + listed.length * 8L + counted.size() * 32L;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values values && counted().equals(values.counted());
    }

    @Override
    public int hashCode() {
        return counted().hashCode();
    }

    @Override
    public String toString() {
        return counted().toString();
    }

    @SuppressWarnings("ReferenceEquality") // The one table that stands for none.
    private boolean isCounted() {
        return counted != NOT_COUNTED;
    }
}
