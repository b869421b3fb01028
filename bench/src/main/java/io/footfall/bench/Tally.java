package io.footfall.bench;

import java.util.Arrays;

/**
 * What was acknowledged, counted plainly by whoever sent it: what the engine must say afterwards. Not thread-safe.
 *
 * <p>A customer's place in the funnel is the last of its steps that was met in order.
 */
final class Tally {
    private static final Deed[] FUNNEL = {Deed.VIEW, Deed.ADD, Deed.CHECKOUT, Deed.ORDER};

    private final long[] events = new long[Deed.values().length];
    private final byte[] reached;
    private long repeated;

    /** A tally of customers whose numbers are below {@code customers}. */
    Tally(int customers) {
        this.reached = new byte[customers];
    }

    void acknowledged(int customer, Deed deed) {
        events[deed.ordinal()]++;
        int next = reached[customer];
        if (next < FUNNEL.length && FUNNEL[next] == deed) {
            reached[customer]++;
        }
    }

    /** Events that were acknowledged, and were sent and acknowledged once more. */
    void repeated(int count) {
        repeated += count;
    }

    /** All events, each once. */
    long events() {
        return Arrays.stream(events).sum();
    }

    long events(Deed deed) {
        return events[deed.ordinal()];
    }

    /** How many came a second time. */
    long repeated() {
        return repeated;
    }

    /** How many customers reached a step of the funnel, from 1: looked, added, began to pay, ordered. */
    long reached(int step) {
        long count = 0;
        for (byte each : reached) {
            count += each >= step ? 1 : 0;
        }
        return count;
    }
}
