package io.footfall.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest {@link Schema}, counted at most once at a time and then kept for a while: at least {@value #KEPT_MILLIS_MIN} ms, and
 * {@value #COST_SHARE} times as long as it took, so that counting never takes more than a small share of one processor.
 * Thread-safe.
 */
final class Schemas {
    private static final long KEPT_MILLIS_MIN = 2_000;
    private static final int COST_SHARE = 20;

    private final LongSupplier millis;
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable CompletableFuture<Schema> newest;
    private @Nullable Moment of;
    private long keptUntil;

    Schemas(LongSupplier millis) {
        this.millis = millis;
    }

    /**
     * The schema at a moment or one shortly before.
     *
     * @param compute runs what it is handed on a thread that may take its time
     */
    CompletableFuture<Schema> get(Moment moment, Function<Supplier<Schema>, CompletableFuture<Schema>> compute) {
        synchronized (lock) {
            CompletableFuture<Schema> known = newest;
            if (known != null && isGood(known, moment)) {
                return known.copy();
            }
            CompletableFuture<Schema> counted = compute.apply(() -> count(moment));
            newest = counted;
            of = moment;
            keptUntil = Long.MAX_VALUE;
            return counted.copy();
        }
    }

    private boolean isGood(CompletableFuture<Schema> known, Moment moment) {
        boolean isOfNow = of != null && of.asOf().equals(moment.asOf());
        boolean isKept = !known.isDone() || isOfNow || millis.getAsLong() < keptUntil;
        return isKept && !known.isCompletedExceptionally();
    }

    private Schema count(Moment moment) {
        long begun = millis.getAsLong();
        Schema schema = new SchemaCount(moment).count();
        long ended = millis.getAsLong();
        synchronized (lock) {
            keptUntil = ended + Math.max(KEPT_MILLIS_MIN, COST_SHARE * (ended - begun));
        }
        return schema;
    }
}
