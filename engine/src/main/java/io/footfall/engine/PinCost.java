package io.footfall.engine;

/**
 * What a pinned question has cost since it was pinned or the engine started.
 *
 * @param nanos time of the engine's thread
 * @param foldedEvents events folded on it, by one step or over again
 * @param refoldedCustomers times a customer was withdrawn and folded again
 * @param setAside times it failed
 * @param heapBytes about how much heap it takes now
 */
public record PinCost(long nanos, long foldedEvents, long refoldedCustomers, long setAside, long heapBytes) {
    static final PinCost NOTHING = new PinCost(0, 0, 0, 0, 0);
}
