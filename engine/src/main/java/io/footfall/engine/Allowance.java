package io.footfall.engine;

/**
 * How many events of large customers a pinned question may fold again: so many at once, and a share of that more each second.
 *
 * <p>The first {@value #FREE_EVENTS} events of each fold are free, so an ordinary customer costs nothing of it. Used by one
 * thread.
 */
final class Allowance {
    static final int FREE_EVENTS = 1_000;
    private static final int SECONDS_TO_FILL = 5;

    private final long max;
    private long left;
    private long refilledAt;

    /** A full allowance. */
    Allowance(long max) {
        this.max = max;
        this.left = max;
    }

    /** Lets time pass. A clock that was set back adds nothing. */
    void refill(long nowMillis) {
        long passed = Math.clamp(nowMillis - refilledAt, 0, SECONDS_TO_FILL * 1_000L);
        left = Math.min(max, left + max * passed / (SECONDS_TO_FILL * 1_000L));
        refilledAt = nowMillis;
    }

    /**
     * Pays for one fold, before it is made.
     *
     * @throws TooCostlyException if that is more than is left
     */
    void pay(long events) {
        long cost = Math.max(0, events - FREE_EVENTS);
        if (cost > left) {
            throw new TooCostlyException("a customer of " + events
                    + " events would have to be folded again, which is more than is allowed for large customers ("
                    + max + " events, engine.refold-events-max)");
        }
        left -= cost;
    }
}
