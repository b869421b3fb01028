package io.footfall.question;

/**
 * The packed name of a row in a {@link Sum}: by which value, in which bucket, which of the question's figures, kept how.
 *
 * <pre>
 *   28 bits  by: the number of a value in the vocabulary, 0 for (none) or no breakdown
 *   32 bits  bucket: what the kind makes of it, such as the start of an interval or the step of a funnel
 *    4 bits  0 and the slot of a count, of 8; or 1, how else the cell keeps its values, and the slot, of 4
 * </pre>
 *
 * <p>The slot says which of the question's figures it is.
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

    /** The row of events of robots that were left out; a sum keeps it apart from its rows. */
    public static final long ROBOTS = of(0, 1, IGNORED_SLOT, COUNT);

    private static final int BY_MAX = (1 << 28) - 1;
    private static final int NO_COUNT = 8;

    private Row() {}

    /** The name of a row. */
    public static long of(int by, int bucket, int slot, int cell) {
        if (by < 0 || by > BY_MAX) {
            throw new IllegalArgumentException("a breakdown by value number " + by + ", the limit is " + BY_MAX);
        }
        int figure = cell == COUNT ? slot : NO_COUNT | (cell - 1) << 2 | slot;
        return (long) by << 36 | (bucket & 0xFFFF_FFFFL) << 4 | figure;
    }

    /** The value's number. */
    public static int by(long row) {
        return (int) (row >>> 36);
    }

    /** The bucket. */
    public static int bucket(long row) {
        return (int) (row >>> 4);
    }

    /** Which figure. */
    public static int slot(long row) {
        return (int) row & (isCount(row) ? 7 : 3);
    }

    /** How values are kept: {@link #COUNT}, {@link #MOMENTS} or {@link #VALUES}. */
    public static int cell(long row) {
        return isCount(row) ? COUNT : 1 + ((int) (row >>> 2) & 1);
    }

    private static boolean isCount(long row) {
        return (row & NO_COUNT) == 0;
    }
}
