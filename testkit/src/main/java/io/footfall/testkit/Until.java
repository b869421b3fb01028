package io.footfall.testkit;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads bring about, with a deadline. */
public final class Until {
    private static final int LOOKS_MAX = 20_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private Until() {}

    /**
     * Returns once the condition holds.
     *
     * @param otherwise what to say if it does not within some 20 seconds
     */
    public static void holds(BooleanSupplier condition, Supplier<String> otherwise) {
        if (!comesTrue(condition, LOOKS_MAX)) {
            throw new AssertionError(otherwise.get());
        }
    }

    /** Whether the condition holds at one of so many looks, a millisecond or more apart. */
    public static boolean comesTrue(BooleanSupplier condition, int looks) {
        for (int look = 0; look < looks; look++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }
}
