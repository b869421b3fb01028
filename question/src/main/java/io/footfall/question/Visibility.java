package io.footfall.question;

import org.jspecify.annotations.Nullable;

/**
 * From when to when an event is inside a question's period: the as-of seconds whose answers see it.
 *
 * <p>An event may be seen first long after it happened ({@code yesterday}) and stop being seen with no event to tell it
 * ({@code last 7d}). For events in order of time that are seen at all, neither second ever goes back. Used by one thread.
 */
public final class Visibility {
    /** The second that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    // Apart from those that slide, so that a scan, which asks for every event of a stretch that does not, makes no
    // virtual call.
    private final Range fixed;
    private final @Nullable Sliding sliding;

    private Visibility(Range fixed, @Nullable Sliding sliding) {
        this.fixed = fixed;
        this.sliding = sliding;
    }

    /** Sees the events of a stretch, each from the first second after it, for ever. */
    static Visibility fixed(Range range) {
        return new Visibility(range, null);
    }

    /** Sees at each as-of the events of what a period is then. */
    static Visibility sliding(Sliding sliding) {
        return new Visibility(Range.ALL, sliding);
    }

    /** How a period that moves with the as-of sees an event. */
    interface Sliding {
        long enters(long timestamp);

        long leaves(long timestamp);
    }

    /** The first as-of second that sees an event of this millisecond, or {@link #NEVER}. */
    public long enters(long timestamp) {
        if (sliding != null) {
            return sliding.enters(timestamp);
        }
        return fixed.holds(timestamp) ? secondAfter(timestamp) : NEVER;
    }

    /** The first as-of second after that which does not, or {@link #NEVER}. */
    public long leaves(long timestamp) {
        return sliding == null ? NEVER : sliding.leaves(timestamp);
    }

    /** Whether what is seen once is seen for ever. */
    public boolean isForEver() {
        return sliding == null;
    }

    /** A millisecond before which nothing is ever seen. */
    public long from() {
        return fixed.from();
    }

    /** Whether any millisecond of a stretch may ever be seen. */
    public boolean mayTouch(long from, long to) {
        return sliding != null || (from < fixed.to() && to > fixed.from());
    }

    /** The first whole second after a millisecond: the first as-of before which an event of it lies. */
    public static long secondAfter(long timestamp) {
        return Math.floorDiv(timestamp, 1000) + 1;
    }
}
