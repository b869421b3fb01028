package io.footfall.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The wish of whoever runs the process that it ends, by Ctrl-C or a signal; it ends only once this is closed.
 *
 * <p>To be opened before, and so closed after, everything that must be closed in order.
 */
final class Stopping implements AutoCloseable {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Stopping() {}

    /** Listens for signals from now on. */
    static Stopping onSignal() {
        Stopping stopping = new Stopping();
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::stop, "footfall-stop"));
        return stopping;
    }

    boolean isAsked() {
        return asked.isDone();
    }

    /** Waits until somebody asks, or something else is done. */
    void awaitOr(CompletableFuture<?> other) {
        CompletableFuture.anyOf(asked, other).join();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void stop() {
        asked.complete(null);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
