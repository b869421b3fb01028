package io.footfall.question.funnel;

import io.footfall.question.Row;

/** The rows of a funnel's sum: for each value of the breakdown and step, three figures. */
final class FunnelRows {
    private static final int CUSTOMERS = 0;
    private static final int MILLIS = 1;
    private static final int OPEN = 2;

    private FunnelRows() {}

    /** The customers, entries or sessions that got at least this far. */
    static long counted(int by, int step) {
        return Row.of(by, step, CUSTOMERS, Row.COUNT);
    }

    /** How many milliseconds after the step before they took this one. */
    static long millis(int by, int step) {
        return Row.of(by, step, MILLIS, Row.VALUES);
    }

    /** Those among them who may still get further than they are. */
    static long open(int by, int step) {
        return Row.of(by, step, OPEN, Row.COUNT);
    }
}
