package io.footfall.engine;

import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.history.files.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the log when its closed segments have grown to a size, and writes snapshots: what the thread {@code footfall-seal-1} does.
 * The loop hands it views and pictures, and never waits for it.
 */
final class Sealing implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sealing.class);
    private static final long LOOK_MILLIS = 1_000;

    /** After a failure this many looks are left out, then twice as many, up to the most. */
    private static final int PAUSE_LOOKS_MAX = 256;

    private final EventLog log;
    private final History history;
    private final Loop loop;
    private final Snapshots snapshots;
    private final ScheduledExecutorService thread;

    // Owned by the thread.
    private int pauseLooks;
    private int looksLeftOut;

    Sealing(EventLog log, History history, Loop loop, Snapshots snapshots) {
        this.log = log;
        this.history = history;
        this.loop = loop;
        this.snapshots = snapshots;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread started = new Thread(task, "footfall-seal-1");
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
            history.deleteSealed(log);
            // All before it is on timelines, so it is known which of it is a second delivery.
            Optional<LogStart> due = history.due(log.closedSegments())
                    .filter(to -> loop.moment().view().sequence() >= to.sequence());
            if (due.isPresent()) {
                Moment moment = loop.moment();
                history.seal(due.get(), loop.dropped(), Leases.joined(moment.view()));
                history.deleteSealed(log);
            }
            if (snapshots.isDue(loop.counters().admitted())) {
                snapshots.write(loop.picture().get());
            }
            pauseLooks = 0;
        } catch (InterruptedException | ExecutionException e) {
            // The engine is closed or has failed.
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            if (!loop.isFollowing()) {
                return;
            }
            pauseLooks = Math.clamp(pauseLooks * 2L, 1, PAUSE_LOOKS_MAX);
            LOGGER.atWarn()
                    .setMessage(
                            "the log could not be sealed, and is kept, or no snapshot be written; it is tried again")
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
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
