package io.footfall.engine;

import io.footfall.history.files.History;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutionException;

/**
 * Puts files together and writes snapshots: what the thread {@code footfall-tidy-1} does. Sealing never waits for it, and as long as
 * sealing is behind it puts nothing together.
 */
final class Tidying implements AutoCloseable {
    private final History history;
    private final Loop loop;
    private final Sealing sealing;
    private final Snapshots snapshots;
    private final Clock clock;
    private final Looks looks;

    Tidying(History history, Loop loop, Sealing sealing, Snapshots snapshots, Clock clock) {
        this.history = history;
        this.loop = loop;
        this.sealing = sealing;
        this.snapshots = snapshots;
        this.clock = clock;
        this.looks = new Looks(
                "footfall-tidy-1",
                loop,
                "putting files together or a snapshot failed; all is kept, and it is tried again",
                this::look,
                history::restCompacting);
    }

    void start() {
        looks.start();
    }

    private boolean look() throws IOException, InterruptedException, ExecutionException {
        boolean hasCompacted = !sealing.isBehind() && history.compact(snapshots.madeFrom(), clock.millis());
        // Last, so that it is made from the files that are there now.
        if (snapshots.isDue(loop.counters().taken())) {
            snapshots.write(loop.picture().get());
        }
        return hasCompacted;
    }

    /** How often anything of it has failed. */
    long failures() {
        return looks.failures();
    }

    @Override
    public void close() {
        looks.close();
    }

    /** Waits for the thread to end; whether it has. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return looks.awaitEnd(millis);
    }
}
