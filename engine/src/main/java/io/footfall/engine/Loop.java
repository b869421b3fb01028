package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.history.files.History;
import io.footfall.history.files.Manifest;
import io.footfall.history.files.SealedEvents;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.Timelines;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
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

    private final EventLog log;
    private final History history;
    private final Clock clock;
    private final Inbox inbox;
    private final Newest<NumberedEvent> newestEvents;
    private final Newest<NumberedItem> newestQuarantined;
    private final Listeners<List<NumberedEvent>> eventListeners;
    private final Waiters<Void> waiting = new Waiters<>();
    private final CompletableFuture<Void> replayed = new CompletableFuture<>();
    private final CompletableFuture<EngineFailedException> failed = new CompletableFuture<>();

    // Owned by the thread.
    private final Timelines timelines;
    private final Arrivals arrivals;
    private final Pins pins;
    private long sequence;
    private long quarantined;
    private long activeUntil;
    private long measuredSecond;
    private EngineCounters.Memory memory = EngineCounters.Memory.NOTHING;

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private volatile SequenceRanges dropped = SequenceRanges.NONE;
    private volatile Moment moment;
    private volatile EngineCounters counters;

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
            Timelines timelines,
            Pins pins,
            Listeners<List<NumberedEvent>> eventListeners) {
        this.log = log;
        this.history = history;
        this.clock = clock;
        this.inbox = new Inbox(config.inboxEvents(), config.lagMax().toMillis());
        this.newestEvents = new Newest<>(config.newestEvents());
        this.newestQuarantined = new Newest<>(config.newestQuarantined());
        this.eventListeners = eventListeners;
        this.timelines = timelines;
        this.arrivals = new Arrivals(timelines);
        this.pins = pins;
        this.moment = new Moment(timelines.publish(0), nextSecond(0));
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

    Newest<NumberedEvent> newestEvents() {
        return newestEvents;
    }

    Newest<NumberedItem> newestQuarantined() {
        return newestQuarantined;
    }

    /** What is counted; what waits is as of now. */
    EngineCounters counters() {
        return counters.withInbox(inbox.events(), inbox.lagMillis(clock.millis()));
    }

    private void replay() {
        long newest = log.lastSequence();
        log.start();
        restoreSealed();
        log.follow(this::restore, committed -> inbox.put(committed, clock.millis()));
        sequence = Math.max(sequence, newest);
        long second = nextSecond(moment.second());
        arrivals.release(second * 1000);
        arrivals.drain();
        dropped = arrivals.dropped();
        moment = new Moment(timelines.publish(sequence), second);
        publish();
    }

    private void restoreSealed() {
        Manifest manifest = history.manifest();
        try (SealedEvents sealed = history.read()) {
            while (sealed.hasNext()) {
                restore(sealed.next());
            }
            history.found(sealed.damage());
        }
        quarantined = manifest.quarantinedCount();
        sequence = Math.max(sequence, manifest.sealed().sequence());
    }

    private void restore(Committed committed) {
        place(committed, moment.endMillis());
        show(committed);
        // Pins are folded over all of it afterwards, so nothing has arrived for them.
        arrivals.drain();
    }

    /** One turn: what came is put on timelines, pinned answers are brought up to date, and both are published. */
    private void turn() throws InterruptedException {
        List<Inbox.Arrival> came = inbox.take(waitMillis());
        long second = nextSecond(moment.second());
        for (Inbox.Arrival arrival : came) {
            place(arrival.committed(), second * 1000);
        }
        arrivals.release(second * 1000);
        advance(second);
        came.forEach(arrival -> show(arrival.committed()));
        publish();
        inbox.done(came);
        if (!came.isEmpty()) {
            activeUntil = clock.millis() + ACTIVE_MILLIS;
        }
    }

    private void place(Committed committed, long endMillis) {
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            arrivals.take(event, next++, endMillis);
        }
        for (byte[] control : committed.controls()) {
            ControlRecord.read(control).ifPresent(pins::apply);
        }
        List<NumberedItem> setAside = new ArrayList<>();
        for (QuarantinedItem item : committed.quarantined()) {
            setAside.add(new NumberedItem(++quarantined, item));
        }
        newestQuarantined.addAll(setAside);
        sequence = Math.max(sequence, committed.lastSequence());
    }

    private void advance(long second) {
        Moment before = moment;
        Arrivals.Arrived arrived = arrivals.drain();
        Moment now = new Moment(timelines.publish(sequence), second);
        dropped = arrivals.dropped();
        pins.advance(arrived, before, now);
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
        if (committed.events().isEmpty()) {
            return;
        }
        List<NumberedEvent> numbered = new ArrayList<>(committed.events().size());
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            numbered.add(new NumberedEvent(next++, event));
        }
        newestEvents.addAll(numbered);
        eventListeners.tell(numbered);
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
        replayed.completeExceptionally(reason);
        waiting.fail(reason);
    }

    private EngineCounters count() {
        return new EngineCounters(
                timelines.eventCount(),
                arrivals.duplicates(),
                arrivals.conflicts(),
                quarantined,
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
                memory());
    }

    /** What takes how much memory; looked up once a second. */
    private EngineCounters.Memory memory() {
        if (measuredSecond != moment.second()) {
            measuredSecond = moment.second();
            memory = new EngineCounters.Memory(
                    timelines.eventHeapBytes(),
                    timelines.identityHeapBytes(),
                    timelines.vocabulary().heapBytes(),
                    pins.heapBytes());
        }
        return memory;
    }

    /** The end of the running second, never before {@code last}, so that a clock set back does not take answers back. */
    private long nextSecond(long last) {
        return Math.max(last, Math.floorDiv(clock.millis(), 1000) + 1);
    }

    /** Until the next second; less while something was just taken in or is being folded, and publications are due. */
    private long waitMillis() {
        long now = clock.millis();
        boolean isActive = now < activeUntil || pins.isAtWork();
        return Math.clamp(moment.endMillis() - now, 1, isActive ? PAUSE_MILLIS : 1_000);
    }
}
