package io.footfall.question;

/**
 * From when to when an event is inside a question's period: the as-of seconds whose answers see it.
 *
 * <p>An event may be seen first long after it happened ({@code yesterday}) and stop being seen with no event to tell it
 * ({@code last 7d}). For events in order of time that are seen at all, neither second ever goes back. Used by one thread.
 */
public interface Visibility {
    /** The second that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** The first as-of second that sees an event of this millisecond, or {@link #NEVER}. */
    long enters(long timestamp);

    /** The first as-of second after that which does not, or {@link #NEVER}. */
    long leaves(long timestamp);

    /** The first whole second after a millisecond: the first as-of before which an event of it lies. */
    static long secondAfter(long timestamp) {
        return Math.floorDiv(timestamp, 1000) + 1;
    }
}
