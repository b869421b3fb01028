package io.footfall.question;

/**
 * Finds the value at a place in the ascending order of many that are not negative, without sorting them.
 *
 * <p>It counts values into equal intervals between the smallest and the largest, and goes on with the interval that has the place
 * until that is one value wide. The first count serves every place.
 */
public final class Quantiles {
    private static final int INTERVAL_BITS = 12;

    private final Values values;
    private final long total;
    private final long least;
    private final int shift;
    private final long[] counts;

    Quantiles(Values values) {
        this.values = values;
        this.total = values.total();
        this.least = values.least();
        this.shift = shift(values.greatest() - least);
        this.counts = values.histogram(least, shift, 1 << INTERVAL_BITS);
    }

    /** Whether there are no values, and so no quantiles. */
    public boolean isEmpty() {
        return total == 0;
    }

    /** The value at place ceil({@code percent} / 100 · n), counted from 1. */
    public long at(int percent) {
        long place = Math.ceilDiv(total * percent, 100);
        long from = least;
        int width = shift;
        long[] intervals = counts;
        while (true) {
            int interval = 0;
            while (intervals[interval] < place) {
                place -= intervals[interval++];
            }
            from += (long) interval << width;
            if (width == 0) {
                return from;
            }
            int narrower = Math.max(0, width - INTERVAL_BITS);
            intervals = values.histogram(from, narrower, 1 << (width - narrower));
            width = narrower;
        }
    }

    /** The bits of an interval's width, so that all values up to {@code span} fall into the intervals there are. */
    private static int shift(long span) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - INTERVAL_BITS);
    }
}
