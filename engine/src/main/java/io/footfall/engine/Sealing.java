package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.history.files.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the log when its closed segments have grown to a size, puts files together, lets go of what is kept no longer, and writes snapshots:
 * what the thread {@code footfall-seal-1} does.
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
    private final Clock clock;
    private final ScheduledExecutorService thread;

    private final LongAdder failures = new LongAdder();

    /** What is being recorded as the instant from which on history is kept; 0 if that failed. */
    private volatile long recording;

    // Owned by the thread.
    private int pauseLooks;
    private int looksLeftOut;

    Sealing(EventLog log, History history, Loop loop, Snapshots snapshots, Clock clock) {
        this.log = log;
        this.history = history;
        this.loop = loop;
        this.snapshots = snapshots;
        this.clock = clock;
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
            history.deleteReplaced(clock.millis());
            // All before it is on timelines, so it is known which of it is a second delivery.
            keepLess();
            Boundary boundary = loop.boundary();
            boolean letsGo = boundary.from() > history.manifest().historyFrom();
            Optional<LogStart> due = history.due(
                            log.closedSegments(), letsGo ? OptionalLong.of(boundary.sequence()) : OptionalLong.empty())
                    .filter(to -> loop.moment().view().sequence() >= to.sequence());
            if (due.isPresent()) {
                Moment moment = loop.moment();
                boolean isBefore = boundary.sequence() <= due.get().sequence();
                history.seal(
                        due.get(),
                        loop.dropped(),
                        Leases.joined(moment.view()),
                        isBefore ? boundary.from() : 0,
                        snapshots.madeFrom(),
                        clock.millis());
                history.deleteSealed(log);
            } else {
                compact();
            }
            // Last, so that it is made from the files that are there now.
            if (snapshots.isDue(loop.counters().taken())) {
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
            failures.increment();
            pauseLooks = Math.clamp(pauseLooks * 2L, 1, PAUSE_LOOKS_MAX);
            LOGGER.atWarn()
                    .setMessage(
                            "sealing, putting files together or a snapshot failed; all is kept, and it is tried again")
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
    }

    /** Records that less is kept, once that is so, and lets the log's segment end, so that what goes can go soon. */
    private void keepLess() {
        long from = history.keptFrom(clock.millis(), loop.moment().view().newestTimestamp())
                .orElse(0);
        if (from > Math.max(loop.boundary().from(), recording)) {
            recording = from;
            var unused = log.append(Append.ofControl(new ControlRecord.KeptFrom(from).toBytes()))
                    .whenComplete((committed, failure) -> {
                        if (failure == null) {
                            log.endSegment();
                        } else {
                            recording = 0;
                        }
                    });
        }
    }

    private void compact() throws IOException {
        var unused = history.compact(snapshots.madeFrom(), clock.millis());
    }

    /** How often anything of it has failed. */
    long failures() {
        return failures.sum();
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
