package io.footfall.catalog;

/** A question cannot be pinned because there are as many pins as there may be. */
public final class PinLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PinLimitException(String name, int pinsMax) {
        super("the question " + name + " cannot be pinned: there are " + pinsMax
                + " pins already, which is the limit. Unpin one first.");
    }
}
