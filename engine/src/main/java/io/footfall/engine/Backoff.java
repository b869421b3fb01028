package io.footfall.engine;

/**
 * When to try again what has failed: after a pause that doubles with each failure, and is the shortest again once things have
 * gone well for the longest. Used by one thread.
 */
final class Backoff {
    static final long PAUSE_MILLIS_MIN = 1_000;
    static final long PAUSE_MILLIS_MAX = 300_000;

    private long pauseMillis;
    private long failedAt;

    /** Notes a failure. */
    void failed(long nowMillis) {
        boolean wentWell = Math.abs(nowMillis - failedAt) > pauseMillis + PAUSE_MILLIS_MAX;
        pauseMillis = pauseMillis == 0 || wentWell ? PAUSE_MILLIS_MIN : Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        failedAt = nowMillis;
    }

    /** Whether the pause is over; so it is after a clock was set back. */
    boolean isOver(long nowMillis) {
        return nowMillis < failedAt || nowMillis - failedAt >= pauseMillis;
    }

    /** How long the pause after the last failure is; 0 if nothing failed. */
    long pauseMillis() {
        return pauseMillis;
    }
}
