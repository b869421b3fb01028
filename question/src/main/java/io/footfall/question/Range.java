package io.footfall.question;

/**
 * A stretch of time, half open.
 *
 * @param from its first millisecond since 1970 UTC
 * @param to the first after it
 */
public record Range(long from, long to) {
    /** All time. */
    public static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether a millisecond lies in it. */
    public boolean holds(long timestamp) {
        return timestamp >= from && timestamp < to;
    }

    /** Whether it is all time. */
    public boolean isAll() {
        return equals(ALL);
    }
}
