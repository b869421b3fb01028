package io.footfall.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Those who wait for something that has taken in a sequence of the log. For any thread.
 *
 * @param <T> what they get
 */
final class Waiters<T> {
    /** How many may wait; one more is refused as busy. Connections are fewer, so only a fault reaches it. */
    static final int WAITING_MAX = 10_000;

    private final Set<Waiter<T>> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    private record Waiter<T>(long sequence, CompletableFuture<T> future) {}

    /** What completes when {@link #serve} is told of a sequence, or the caller gives up. */
    CompletableFuture<T> add(long sequence) {
        if (count.incrementAndGet() > WAITING_MAX) {
            count.decrementAndGet();
            return CompletableFuture.failedFuture(BusyException.ofAsking(WAITING_MAX));
        }
        Waiter<T> waiter = new Waiter<>(sequence, new CompletableFuture<>());
        all.add(waiter);
        CompletableFuture<T> unused = waiter.future.whenComplete((ignored, failure) -> {
            all.remove(waiter);
            count.decrementAndGet();
        });
        return waiter.future;
    }

    /** Lets {@code serving} complete the futures of all who wait for a sequence up to {@code reached}. */
    void serve(long reached, Consumer<CompletableFuture<T>> serving) {
        for (Waiter<T> waiter : all) {
            if (waiter.sequence <= reached) {
                serving.accept(waiter.future);
            }
        }
    }

    /** Tells all that there is nothing to wait for. */
    void fail(Throwable reason) {
        for (Waiter<T> waiter : all) {
            waiter.future.completeExceptionally(reason);
        }
    }

    int count() {
        return count.get();
    }
}
