package io.footfall.simulate;

/** How an event comes to be late, each past another edge at which answers change. */
enum Lateness {
    SECONDS(1_000, 0.40),
    MINUTE(60_000, 0.25),
    SESSION_GAP(30 * 60_000, 0.10),
    HOUR(60 * 60_000, 0.13),
    DAY(24 * 60 * 60_000, 0.09),
    WEEK(7L * 24 * 60 * 60_000, 0.03);

    /** The Monday after 1970 began, so that weeks end with Sunday. */
    private static final long MONDAY = 4L * 24 * 60 * 60_000;

    private final long edgeMillis;
    private final double share;

    Lateness(long edgeMillis, double share) {
        this.edgeMillis = edgeMillis;
        this.share = share;
    }

    static Lateness any(Chance chance) {
        double left = chance.fraction();
        for (Lateness lateness : values()) {
            left -= lateness.share;
            if (left < 0) {
                return lateness;
            }
        }
        return SECONDS;
    }

    /** How far apart its edges are. */
    long edgeMillis() {
        return edgeMillis;
    }

    /** When an event of {@code at} arrives: just past the next edge, or a whole edge's length and a little later. */
    long arrival(long at, Chance chance) {
        long fromEdge = chance.happens(0.5) ? Math.floorMod(at - MONDAY, edgeMillis) : 0;
        return at - fromEdge + edgeMillis + chance.between(0, 5_000);
    }
}
