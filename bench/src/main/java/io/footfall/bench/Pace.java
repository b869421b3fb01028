package io.footfall.bench;

import java.time.Duration;

/** When requests are due. */
@FunctionalInterface
interface Pace {
    /** When a request is due, counted from 0, in nanoseconds after the start. */
    long due(long request);

    /** Each as soon as a connection is free. */
    static Pace asFastAsAnswered() {
        return request -> 0;
    }

    /** So many a second, evenly. */
    static Pace perSecond(double requests) {
        double between = Duration.ofSeconds(1).toNanos() / requests;
        return request -> Math.round(request * between);
    }
}
