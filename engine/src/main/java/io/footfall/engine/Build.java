package io.footfall.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everyone being folded beside the engine's thread, from a moment that does not change, and what has come since that moment.
 *
 * <p>Owned by the engine's thread.
 */
final class Build {
    /** How many events may come while everyone is folded: some 25 s at full rate. More cannot be caught up with. */
    static final int EVENTS_SINCE_MAX = 4_000_000;

    private final CompletableFuture<Parts> folding;
    private final long startedAt;
    private final Deque<Runs> since = new ArrayDeque<>();
    private long eventsSince;

    Build(CompletableFuture<Parts> folding, long startedAt) {
        this.folding = folding;
        this.startedAt = startedAt;
    }

    long startedAt() {
        return startedAt;
    }

    /** Takes what came, to be handed out by {@link #nextSince}. */
    void note(Runs runs) {
        if (runs.isNothing()) {
            return;
        }
        since.add(runs);
        eventsSince += runs.events();
        if (eventsSince > EVENTS_SINCE_MAX) {
            throw new TooCostlyException("more than " + EVENTS_SINCE_MAX + " events came while everyone was folded");
        }
    }

    boolean isFolded() {
        return folding.isDone();
    }

    /** The parts, true at the moment of the start. */
    Parts parts() {
        return AskedAgain.joined(folding);
    }

    /** The oldest of what came since; null if there is nothing more. */
    @Nullable
    Runs nextSince() {
        Runs next = since.poll();
        eventsSince -= next == null ? 0 : next.events();
        return next;
    }
}
