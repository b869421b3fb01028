package io.footfall.question.sessions;

import io.footfall.question.Row;

/** The rows of a sum of sessions: five figures for each value of the breakdown and interval. */
final class SessionsRows {
    private static final int SESSIONS = 0;
    private static final int CUSTOMERS = 1;
    private static final int BOUNCES = 2;
    private static final int EVENTS = 3;
    private static final int MILLIS = 0;

    private SessionsRows() {}

    /** The sessions that begin there. */
    static long sessions(int by, int bucket) {
        return Row.of(by, bucket, SESSIONS, Row.COUNT);
    }

    /** The customers who have any of them. */
    static long customers(int by, int bucket) {
        return Row.of(by, bucket, CUSTOMERS, Row.COUNT);
    }

    /** Those among them that are one page or screen and no more. */
    static long bounces(int by, int bucket) {
        return Row.of(by, bucket, BOUNCES, Row.COUNT);
    }

    /** The events of all of them. */
    static long events(int by, int bucket) {
        return Row.of(by, bucket, EVENTS, Row.COUNT);
    }

    /** How many milliseconds each of them lasts. */
    static long millis(int by, int bucket) {
        return Row.of(by, bucket, MILLIS, Row.VALUES);
    }
}
