package io.footfall.question;

/**
 * The packed name of a row in a {@link Sum}: by which value, in which bucket, which of the question's figures, kept how.
 *
 * <pre>
 *   27 bits  by: the number of a value in the vocabulary, 0 for (none) or no breakdown
 *   32 bits  bucket: what the kind makes of it, such as the start of an interval or the step of a funnel
 *    3 bits  slot: which figure of the kind
 *    2 bits  cell: how values are kept
 * </pre>
 */
public final class Row {
    /** The cell keeps how many. */
    public static final int COUNT = 0;

    /** The cell keeps how many, and the exact decimal sum of the values, which are numbers of the vocabulary. */
    public static final int MOMENTS = 1;

    /** The cell keeps each distinct value and how often. */
    public static final int VALUES = 2;

    /** The slot of events that match but were left out of a measure for their type or size; see {@code ignored}. */
    public static final int IGNORED_SLOT = 7;

    /** The row of {@link #IGNORED_SLOT}. */
    public static final long IGNORED = of(0, 0, IGNORED_SLOT, COUNT);

    private static final int BY_MAX = (1 << 27) - 1;

    private Row() {}

    /** The name of a row. */
    public static long of(int by, int bucket, int slot, int cell) {
        if (by < 0 || by > BY_MAX) {
            throw new IllegalArgumentException("a breakdown by value number " + by + ", the limit is " + BY_MAX);
        }
        return (long) by << 37 | (bucket & 0xFFFF_FFFFL) << 5 | slot << 2 | cell;
    }

    /** The value's number. */
    public static int by(long row) {
        return (int) (row >>> 37);
    }

    /** The bucket. */
    public static int bucket(long row) {
        return (int) (row >>> 5);
    }

    /** Which figure. */
    public static int slot(long row) {
        return (int) (row >>> 2) & 7;
    }

    /** How values are kept: {@link #COUNT}, {@link #MOMENTS} or {@link #VALUES}. */
    public static int cell(long row) {
        return (int) row & 3;
    }
}
