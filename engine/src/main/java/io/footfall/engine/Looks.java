package io.footfall.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks once a second whether there is something to do; after a failure it looks less and less often. */
final class Looks implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Looks.class);
    private static final long LOOK_MILLIS = 1_000;

    /** After a failure this many looks are left out, then twice as many, up to the most. */
    private static final int PAUSE_LOOKS_MAX = 256;

    /** What is kept for the next time is given back after so many looks with nothing to do. */
    private static final int REST_LOOKS = 60;

    private final Loop loop;
    private final String failed;
    private final Work work;
    private final Runnable resting;
    private final ScheduledExecutorService thread;
    private final LongAdder failures = new LongAdder();

    // Owned by the thread.
    private int pauseLooks;
    private int looksLeftOut;
    private int idleLooks;

    private volatile boolean isFailing;

    /** What is done. */
    interface Work {
        /** Does what there is to do; returns whether there was something. */
        boolean look() throws IOException, InterruptedException, ExecutionException;
    }

    /**
     * A thread of a name.
     *
     * @param failed what to say when it has failed
     * @param resting to be called when there has been nothing to do for a while
     */
    Looks(String name, Loop loop, String failed, Work work, Runnable resting) {
        this.loop = loop;
        this.failed = failed;
        this.work = work;
        this.resting = resting;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread started = new Thread(task, name);
            started.setDaemon(true);
            return started;
        });
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!loop.isFollowing() || looksLeftOut++ < pauseLooks) {
            return;
        }
        looksLeftOut = 0;
        try {
            idleLooks = work.look() ? 0 : idleLooks + 1;
            if (idleLooks == REST_LOOKS) {
                resting.run();
            }
            pauseLooks = 0;
            isFailing = false;
        } catch (InterruptedException | ExecutionException e) {
            // The engine is closed or has failed.
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            if (!loop.isFollowing()) {
                return;
            }
            failures.increment();
            isFailing = true;
            pauseLooks = Math.clamp(pauseLooks * 2L, 1, PAUSE_LOOKS_MAX);
            LOGGER.atWarn()
                    .setMessage(failed)
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
    }

    /** How often it has failed. */
    long failures() {
        return failures.sum();
    }

    /** Whether it failed the last time. */
    boolean isFailing() {
        return isFailing;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Waits for the thread to end; whether it has. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return thread.awaitTermination(millis, TimeUnit.MILLISECONDS);
    }
}
