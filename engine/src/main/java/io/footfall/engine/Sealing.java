package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.ClosedSegment;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.history.files.History;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Seals the log when its closed segments have grown to a size, and lets go of what is kept no longer: what the thread {@code
 * footfall-seal-1} does. The loop hands it views, and never waits for it.
 *
 * <h2>Keeping up</h2>
 *
 * While little is unsealed, sealing gives way to whoever takes in events and answers. Once it is {@linkplain #isBehind behind} it takes
 * as much of the processors as they do, and nothing else is done with files, until all is sealed that is due. If the log grows even so, it
 * is {@linkplain #isFull full}: collecting asks senders to come later, whose processor time is then sealing's. It is never full while sealing
 * fails: then taking in less would not help.
 */
final class Sealing implements AutoCloseable {
    private final EventLog log;
    private final History history;
    private final Loop loop;
    private final Snapshots snapshots;
    private final Clock clock;
    private final Looks looks;

    /** What is being recorded as the instant from which on history is kept; 0 if that failed. */
    private volatile long recording;

    /** How much of the log's files is sealed already, and not deleted as somebody reads it. */
    private volatile long sealedLogBytes;

    private volatile boolean isBehind;

    Sealing(EventLog log, History history, Loop loop, Snapshots snapshots, Clock clock) {
        this.log = log;
        this.history = history;
        this.loop = loop;
        this.snapshots = snapshots;
        this.clock = clock;
        this.looks = new Looks(
                "footfall-seal-1",
                loop,
                "sealing failed; all is kept, and it is tried again",
                this::look,
                history::restSealing);
    }

    void start() {
        looks.start();
    }

    private boolean look() throws IOException {
        deleteSealed();
        history.deleteReplaced(clock.millis());
        keepLess();
        boolean hasSealed = false;
        while (loop.isFollowing() && sealNext()) {
            hasSealed = true;
        }
        return hasSealed;
    }

    /** Seals one stretch, if one is due; returns whether it did. */
    private boolean sealNext() throws IOException {
        List<ClosedSegment> closed = log.closedSegments();
        isBehind |= history.config().isBehind(history.unsealedBytes(closed));
        Boundary boundary = loop.boundary();
        boolean letsGo = boundary.from() > history.manifest().historyFrom();
        Optional<LogStart> due = history.due(
                        closed, letsGo ? OptionalLong.of(boundary.sequence()) : OptionalLong.empty())
                // All before it is on timelines, so it is known which of it is a second delivery.
                .filter(to -> loop.moment().view().sequence() >= to.sequence());
        if (due.isEmpty()) {
            isBehind = false;
            return false;
        }
        Moment moment = loop.moment();
        boolean isBefore = boundary.sequence() <= due.get().sequence();
        history.seal(
                due.get(),
                loop.dropped(),
                Leases.joined(moment.view()),
                isBefore ? boundary.from() : 0,
                snapshots::isNamed,
                !isBehind,
                clock.millis());
        deleteSealed();
        return true;
    }

    private void deleteSealed() {
        history.deleteSealed(log);
        List<ClosedSegment> closed = log.closedSegments();
        sealedLogBytes = closed.stream().mapToLong(ClosedSegment::bytes).sum() - history.unsealedBytes(closed);
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

    /** How large the log is that is not sealed. */
    long unsealedBytes() {
        return Math.max(0, log.counters().logBytes() - sealedLogBytes);
    }

    /** Whether so much is to be sealed that nothing else should be done with files. */
    boolean isBehind() {
        return isBehind;
    }

    /** Whether so much is to be sealed that nothing more should be taken in until some of it is. */
    boolean isFull() {
        return history.config().isFull(unsealedBytes()) && loop.isFollowing() && !looks.isFailing();
    }

    /** How often it has failed. */
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
