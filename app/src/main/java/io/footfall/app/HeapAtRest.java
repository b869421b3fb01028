package io.footfall.app;

import io.footfall.engine.EngineCounters;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Gives memory back to the system once nothing comes any more after much has come.
 *
 * <p>At rest the collector goes on looking for what is garbage, but moves nothing, so of what a load of history took most stays taken.
 * Collected as a whole, once, the heap becomes small. That halts the process, so it is done only where little is kept: some
 * hundred milliseconds at {@value #KEPT_BYTES_MOST} bytes.
 */
final class HeapAtRest implements AutoCloseable {
    /** So many events must have come since the last time. */
    static final long EVENTS_LEAST = 100_000;

    static final long KEPT_BYTES_MOST = 512L << 20;

    /** So often in a row nothing must have come. */
    static final int LOOKS_AT_REST = 2;

    private static final long LOOK_SECONDS = 5;

    private final Supplier<EngineCounters> counters;
    private final Runnable collection;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("footfall-heap-1").factory());
    private long takenAtCollection;
    private long takenAtLook;
    private int looksAtRest;

    /**
     * Looks at nothing until it is started.
     *
     * @param collection collects the heap as a whole
     */
    HeapAtRest(Supplier<EngineCounters> counters, Runnable collection) {
        this.counters = counters;
        this.collection = collection;
    }

    /** Looks from now on, every few seconds, until it is closed. */
    HeapAtRest start() {
        var unused = looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    void look() {
        EngineCounters now = counters.get();
        looksAtRest = now.taken() == takenAtLook && now.inboxEvents() == 0 ? looksAtRest + 1 : 0;
        takenAtLook = now.taken();
        boolean isWorthIt = takenAtLook - takenAtCollection >= EVENTS_LEAST;
        if (isWorthIt && looksAtRest >= LOOKS_AT_REST && now.memory().all() <= KEPT_BYTES_MOST) {
            takenAtCollection = takenAtLook;
            collection.run();
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
