package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.history.files.History;
import io.footfall.history.files.Manifest;
import io.footfall.history.files.SealedEvents;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.LookupDraft;
import io.footfall.timeline.Timelines;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread {@code footfall-engine-1} does: reads what is sealed, replays the log, then follows it, turn by turn. The log takes in events from the
 * first moment on; what comes during the replay is read from it too.
 *
 * <p>It owns the timelines and the pins. What a listener or a pinned question does wrong ends with them; whatever else is thrown
 * is a fault of the loop itself, after which nothing it owns can be trusted: it ends, says why ({@link #failed}), and the log
 * takes nothing more. What was answered 200 is in the log, so the next start has it.
 */
final class Loop implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Loop.class);
    private static final long PAUSE_MILLIS = 20;
    private static final long ACTIVE_MILLIS = 500;

    /** How many values of a lookup table to come get their numbers in one turn: some milliseconds. */
    private static final int VALUES_A_TURN = 20_000;
    /** While all is replayed, memory is measured for so many events. */
    private static final long MEASURED_EVENTS = 50_000;

    private final EventLog log;
    private final History history;
    private final Clock clock;
    private final Inbox inbox;
    private final Snapshots snapshots;
    private final Listeners<List<NumberedEvent>> eventListeners;
    private final Waiters<Void> waiting = new Waiters<>();
    private final CompletableFuture<Void> replayed = new CompletableFuture<>();
    private final CompletableFuture<EngineFailedException> failed = new CompletableFuture<>();

    // Owned by the thread.
    private final Intake intake;
    private final Pins pins;
    private final Ceiling ceiling;
    private long measuredEvents;
    private boolean isLettingGo;
    /** Whether it stands between two turns. */
    private boolean isBetweenTurns;

    private long activeUntil;
    private long measuredSecond;
    private EngineCounters.Memory memory = EngineCounters.Memory.NOTHING;

    private final Queue<Numbering> numberings = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable CompletableFuture<SnapshotPicture>> pictureAsked = new AtomicReference<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private volatile SequenceRanges dropped = SequenceRanges.NONE;
    private volatile Boundary boundary = Boundary.NONE;
    private volatile Moment moment;
    private volatile EngineCounters counters;

    /** A lookup table to come, and who waits until its values have their numbers. */
    private record Numbering(LookupDraft draft, CompletableFuture<Void> done) {}

    /** Where it is. It goes from one to the next, and to one of the last two, for good, from anywhere. */
    private enum State {
        NEW,
        REPLAYING,
        FOLLOWING,
        CLOSED,
        FAILED
    }

    Loop(
            EngineConfig config,
            EventLog log,
            History history,
            Clock clock,
            Intake intake,
            Snapshots snapshots,
            Pins pins,
            Ceiling ceiling,
            Listeners<List<NumberedEvent>> eventListeners) {
        this.log = log;
        this.history = history;
        this.clock = clock;
        this.inbox = new Inbox(config.inboxEvents(), config.lagMax().toMillis());
        this.eventListeners = eventListeners;
        this.intake = intake;
        this.snapshots = snapshots;
        this.pins = pins;
        this.ceiling = ceiling;
        this.moment = new Moment(intake.publish(), nextSecond(0));
        this.counters = count();
    }

    @Override
    public void run() {
        try {
            if (state.compareAndSet(State.NEW, State.REPLAYING)) {
                replay();
            }
            if (state.compareAndSet(State.REPLAYING, State.FOLLOWING)) {
                replayed.complete(null);
            }
            while (state.get() == State.FOLLOWING) {
                turn();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Lets it end after the running turn; to be interrupted too, lest that waits. */
    void close() {
        if (state.getAndUpdate(now -> now == State.FAILED ? now : State.CLOSED) != State.FAILED) {
            giveUp(new IllegalStateException("the engine is closed"));
        }
    }

    /** Whether everything that was in the log at the start is on timelines, and the loop goes on. */
    boolean isFollowing() {
        return state.get() == State.FOLLOWING;
    }

    /** Completes when that is first so; fails if it never will be. */
    CompletableFuture<Void> replayed() {
        return replayed.copy();
    }

    /** Completes with the reason if the loop fails, and never otherwise. */
    CompletableFuture<EngineFailedException> failed() {
        return failed.copy();
    }

    /** Whether too much waits to be analysed, or for too long. */
    boolean isBehind() {
        return isFollowing() && inbox.isFull(clock.millis());
    }

    /** The moment at which answers are true now: the end of the running second, with what is analysed. */
    Moment moment() {
        Moment published = moment;
        return new Moment(published.view(), Math.max(published.second(), nextSecond(published.second())));
    }

    /** From when on history is kept, and since which sequence. */
    Boundary boundary() {
        return boundary;
    }

    /** The sequences that the log has and no timeline: all of any moment that was published before, and perhaps newer ones. */
    SequenceRanges dropped() {
        return dropped;
    }

    /** Completes when a sequence is analysed. */
    CompletableFuture<Void> after(long wanted) {
        CompletableFuture<Void> reached = waiting.add(wanted);
        if (state.get() == State.FAILED || state.get() == State.CLOSED) {
            giveUp(new IllegalStateException("the engine is closed"));
        }
        serveWaiting();
        return reached;
    }

    /**
     * Gives numbers to the values of a lookup table to come, a few each turn, so that nothing else waits for it: completes on the loop's
     * thread, and fails if that ends.
     */
    CompletableFuture<Void> number(LookupDraft draft) {
        Numbering asked = new Numbering(draft, new CompletableFuture<>());
        numberings.add(asked);
        if (state.get() == State.FAILED || state.get() == State.CLOSED) {
            giveUp(new IllegalStateException("the engine is closed"));
        }
        inbox.wake(clock.millis());
        return asked.done();
    }

    /** A picture of all that was taken in, at the end of a turn: it completes on the loop's thread, or never if that ends. */
    CompletableFuture<SnapshotPicture> picture() {
        CompletableFuture<SnapshotPicture> asked = new CompletableFuture<>();
        pictureAsked.set(asked);
        return asked;
    }

    /** The same once its thread has ended; empty if it did so before all was replayed, or amid a turn. */
    Optional<SnapshotPicture> pictureAtEnd() {
        return isBetweenTurns && state.get() == State.CLOSED ? Optional.of(intake.picture()) : Optional.empty();
    }

    Newest<NumberedEvent> newestEvents() {
        return intake.newestEvents();
    }

    Newest<NumberedItem> newestQuarantined() {
        return intake.newestQuarantined();
    }

    /** What is counted; what waits is as of now. */
    EngineCounters counters() {
        return counters.withInbox(inbox.events(), inbox.lagMillis(clock.millis()));
    }

    private void replay() throws InterruptedException {
        long newest = log.lastSequence();
        log.start();
        try {
            replay(snapshots.read(newest, intake.limits()), newest);
        } catch (SnapshotInDoubtException e) {
            snapshots.leaveOut(String.valueOf(e.getMessage()));
            intake.clear();
            pins.clear();
            boundary = Boundary.NONE;
            replay(Optional.empty(), newest);
        }
        long second = nextSecond(moment.second());
        intake.release(second * 1000);
        intake.drain();
        dropped = intake.dropped();
        intake.lookUp(pins.lookups());
        moment = new Moment(intake.publish(), second);
        publish();
        isBetweenTurns = true;
    }

    /** Takes in a snapshot, if there is one, and what came after it; all that was sealed and is in the log, if there is none. */
    private void replay(Optional<Snapshot> snapshot, long newest) {
        Manifest manifest = history.manifest();
        long covered = 0;
        measuredEvents = 0;
        intake.beginAfter(manifest.letGo());
        if (snapshot.isPresent()) {
            covered = snapshot.get().about().sequence();
            intake.adopt(
                    snapshot.get(),
                    Covered.by(snapshot.get(), manifest.eventsUpTo(covered), manifest.letGo()),
                    manifest.sealed().sequence(),
                    moment.endMillis());
        }
        try (SealedEvents sealed = history.read(covered)) {
            while (sealed.hasNext()) {
                restoreSealed(sealed.next(), manifest);
            }
            intake.reach(manifest.sealed().sequence());
            history.found(sealed.damage());
        }
        intake.countQuarantined(manifest.quarantinedCount());
        log.follow(this::restore, committed -> inbox.put(committed, clock.millis()));
        intake.reach(newest);
    }

    private void restoreSealed(Committed committed, Manifest manifest) {
        intake.countQuarantined(
                manifest.quarantinedCount() - committed.quarantined().size());
        restore(committed);
    }

    private void restore(Committed committed) {
        place(committed, moment.endMillis());
        show(committed);
        // Pins are folded over all of it afterwards, so nothing has arrived for them.
        intake.drain();
        keepUnderCeiling();
    }

    /** Between two turns that is done bit by bit. */
    private void keepUnderCeiling() {
        Timelines timelines = intake.timelines();
        if (timelines.takenCount() - measuredEvents >= MEASURED_EVENTS) {
            measuredEvents = timelines.takenCount();
            while (ceiling.keep(timelines, measured().all(), pins::paths)) {
                // It lets go of a little each time.
            }
        }
    }

    /** One turn: what came is put on timelines, pinned answers are brought up to date, and both are published. */
    private void turn() throws InterruptedException {
        List<Inbox.Arrival> came = inbox.take(waitMillis());
        isBetweenTurns = false;
        long second = nextSecond(moment.second());
        for (Inbox.Arrival arrival : came) {
            place(arrival.committed(), second * 1000);
        }
        intake.release(second * 1000);
        advance(second);
        came.forEach(arrival -> show(arrival.committed()));
        publish();
        inbox.done(came);
        isLettingGo = ceiling.keep(intake.timelines(), memory.all(), pins::paths);
        // What is let go of is to be seen before more is.
        measuredSecond = isLettingGo ? 0 : measuredSecond;
        if (!came.isEmpty()) {
            activeUntil = clock.millis() + ACTIVE_MILLIS;
        }
        number();
        isBetweenTurns = true;
        CompletableFuture<SnapshotPicture> asked = pictureAsked.getAndSet(null);
        if (asked != null) {
            asked.complete(intake.picture());
        }
    }

    private void number() {
        Numbering first = numberings.peek();
        if (first != null && intake.number(first.draft(), VALUES_A_TURN)) {
            numberings.remove(first);
            first.done().complete(null);
        }
    }

    private void place(Committed committed, long endMillis) {
        intake.take(committed, endMillis);
        for (byte[] control : committed.controls()) {
            ControlRecord.read(control).ifPresent(pins::apply);
        }
        if (pins.historyFrom() > boundary.from()) {
            boundary = new Boundary(pins.historyFrom(), committed.lastSequence());
            intake.keepFrom(pins.historyFrom());
        }
    }

    private void advance(long second) {
        Moment before = moment;
        Arrivals.Arrived arrived = intake.drain();
        intake.lookUp(pins.lookups());
        Moment now = new Moment(intake.publish(), second);
        dropped = intake.dropped();
        if (now.view().historyFrom() > before.view().historyFrom()) {
            pins.restate();
        } else {
            pins.advance(arrived, before, now);
        }
        moment = now;
    }

    private void publish() {
        pins.publish(moment);
        counters = count();
        serveWaiting();
    }

    /** Tells those who wait for what is published: not for the newest moment, whose answers and counters may be under way. */
    private void serveWaiting() {
        waiting.serve(counters.sequence(), reached -> reached.complete(null));
    }

    private void show(Committed committed) {
        List<NumberedEvent> numbered = intake.show(committed);
        if (!numbered.isEmpty()) {
            eventListeners.tell(numbered);
        }
    }

    private void fail(Throwable reason) {
        if (state.updateAndGet(now -> now == State.CLOSED ? now : State.FAILED) == State.CLOSED) {
            return;
        }
        LOGGER.error("the engine has failed and takes in nothing more", reason);
        EngineFailedException failure = new EngineFailedException(reason);
        log.refuse(String.valueOf(failure.getMessage()));
        giveUp(failure);
        failed.complete(failure);
    }

    private void giveUp(RuntimeException reason) {
        CompletableFuture<SnapshotPicture> asked = pictureAsked.getAndSet(null);
        if (asked != null) {
            asked.completeExceptionally(reason);
        }
        for (Numbering asks = numberings.poll(); asks != null; asks = numberings.poll()) {
            asks.done().completeExceptionally(reason);
        }
        replayed.completeExceptionally(reason);
        waiting.fail(reason);
    }

    private EngineCounters count() {
        Timelines timelines = intake.timelines();
        Arrivals arrivals = intake.arrivals();
        return new EngineCounters(
                timelines.eventCount(),
                timelines.beforeHistoryCount(),
                arrivals.duplicates(),
                arrivals.conflicts(),
                intake.quarantined(),
                timelines.lateCount(),
                arrivals.parkedCount(),
                timelines.identityCount(),
                0,
                0,
                moment.view().sequence(),
                moment.second(),
                timelines.vocabulary().valueCount(),
                timelines.droppedValues(),
                timelines.mergeCount(),
                waiting.count(),
                memory(),
                timelines.vocabulary().leftOut().size());
    }

    /** What takes how much memory; looked up once a second. */
    private EngineCounters.Memory memory() {
        if (measuredSecond != moment.second()) {
            measuredSecond = moment.second();
            memory = measured();
        }
        return memory;
    }

    private EngineCounters.Memory measured() {
        return new EngineCounters.Memory(
                intake.timelines().eventHeapBytes(),
                intake.timelines().identityHeapBytes(),
                intake.vocabulary().heapBytes(),
                pins.heapBytes());
    }

    /** The end of the running second, never before {@code last}, so that a clock set back does not take answers back. */
    private long nextSecond(long last) {
        return Math.max(last, Math.floorDiv(clock.millis(), 1000) + 1);
    }

    /** Until the next second; less while something was just taken in or is being folded, and publications are due. */
    private long waitMillis() {
        if (!numberings.isEmpty()) {
            return 0;
        }
        long now = clock.millis();
        boolean isActive = now < activeUntil || pins.isAtWork() || isLettingGo;
        return Math.clamp(moment.endMillis() - now, 1, isActive ? PAUSE_MILLIS : 1_000);
    }
}
