package io.footfall.engine;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.Pin;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Timelines;
import io.footfall.wire.QuestionJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one process that takes in safe events and keeps every pinned answer true.
 *
 * <p>{@link #start} replays the log and then follows it. One thread owns everything that changes; its loop is
 * {@link #turn}, which reads as what happens to an event. What others see was published by it: {@link Moment}s of all timelines
 * for whoever asks, and the answers of {@link PinnedQuestion}s.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Engine.class);
    private static final long PAUSE_MILLIS = 20;
    private static final long ACTIVE_MILLIS = 500;
    private static final int ASK_THREADS = 2;
    private static final long CLOSE_SECONDS = 10;

    private final EngineConfig config;
    private final EventLog log;
    private final Clock clock;
    private final Inbox inbox;
    private final AnswerCache cache;
    private final ExecutorService scanThreads;
    private final ExecutorService askThreads;
    private final ExecutorService buildThreads;
    private final Asking asking;
    private final MemberSearch memberSearch;
    private final Schemas schemas;
    private final Building building;
    private final Thread thread;
    private final Newest<NumberedEvent> newestEvents;
    private final Newest<NumberedItem> newestQuarantined;
    private final List<Consumer<List<NumberedEvent>>> eventListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> pinListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> replayed = new CompletableFuture<>();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    // Owned by the engine's thread.
    private final Timelines timelines;
    private final Arrivals arrivals;
    private final Catalog catalog = new Catalog();
    private final Map<String, PinnedQuestion> pins = new LinkedHashMap<>();
    private long sequence;
    private long quarantined;
    private long activeUntil;

    private volatile Moment moment;
    private volatile Map<String, PinnedQuestion> publishedPins = Map.of();
    private volatile boolean isReplayed;
    private volatile boolean isClosing;
    private volatile EngineCounters counters;

    /** Somebody waiting for a sequence to be analysed. */
    private record Waiting(long sequence, CompletableFuture<Void> reached) {}

    /**
     * An engine that follows a log.
     *
     * @param seed keys fingerprints and hash tables; a new random one each start
     */
    public Engine(EngineConfig config, EventLog log, Clock clock, long seed) {
        this.config = config;
        this.log = log;
        this.clock = clock;
        this.inbox = new Inbox(config.inboxEvents(), config.lagMax().toMillis());
        this.cache = new AnswerCache(config.cachedAnswers());
        this.scanThreads = Executors.newFixedThreadPool(config.scanThreads(), named("footfall-scan-"));
        this.buildThreads = Executors.newSingleThreadExecutor(named("footfall-build-"));
        this.askThreads = new ThreadPoolExecutor(
                ASK_THREADS,
                ASK_THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.asksWaitingMax()),
                named("footfall-ask-"));
        Scan scan = new Scan(scanThreads, config.scanThreads());
        this.asking = new Asking(scan, config.passiveEvents(), clock::millis);
        this.schemas = new Schemas(clock::millis);
        this.memberSearch = new MemberSearch(scan, asking, config.passiveEvents());
        this.building = new Building(scan, config.passiveEvents());
        this.newestEvents = new Newest<>(config.newestEvents());
        this.newestQuarantined = new Newest<>(config.newestQuarantined());
        this.timelines = new Timelines(seed);
        this.arrivals = new Arrivals(timelines);
        this.moment = new Moment(timelines.publish(0), nextSecond(0));
        this.counters = count();
        this.thread = named("footfall-engine-").newThread(this::run);
    }

    /** Replays the log, and then follows it, on the engine's own thread. Returns at once. */
    public void start() {
        thread.start();
    }

    /** Completes when everything that was in the log at the start is on timelines. */
    public CompletableFuture<Void> replayed() {
        return replayed.copy();
    }

    /** Whether everything that was in the log at the start is analysed and every pinned question has its answer. */
    public boolean isReady() {
        return isReplayed && publishedPins.values().stream().allMatch(PinnedQuestion::isReady);
    }

    /** Whether collecting should pause: analysis is behind, or too much waits for it. Never during the replay. */
    public boolean isBehind() {
        return isReplayed && inbox.isFull(clock.millis());
    }

    /**
     * Answers a question by folding everyone.
     *
     * @param asOfSecond the instant at which the answer is to be true, not in the future; by default the end of the running
     *     second
     * @return the answer; fails with {@link InvalidQuestionException} or {@link BusyException}
     */
    public CompletableFuture<Answer> ask(Question question, OptionalLong asOfSecond) {
        try {
            Moment asked = moment(asOfSecond);
            return cache.get(question, asked.asOf(), () -> compute(() -> asking.answer(question, asked)));
        } catch (InvalidQuestionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Finds the customers behind a number of an answer.
     *
     * @return some of them; fails as {@link #ask} does
     */
    public CompletableFuture<Members> members(MembersAsked asked) {
        try {
            Moment moment = moment(asked.asOfSecond());
            return compute(() -> memberSearch.find(asked, moment));
        } catch (InvalidQuestionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The moment at which answers are true now. */
    public Moment moment() {
        Moment published = moment;
        return new Moment(published.view(), Math.max(published.second(), nextSecond(published.second())));
    }

    /** What events there are and what they say, now or a moment ago; fails with {@link BusyException}. */
    public CompletableFuture<Schema> schema() {
        return schemas.get(moment(), this::compute);
    }

    private Moment moment(OptionalLong asOfSecond) {
        Moment now = moment();
        if (asOfSecond.isPresent() && asOfSecond.getAsLong() > now.second()) {
            throw new InvalidQuestionException(
                    "as_of_in_future", "asOf lies in the future; the newest possible one is the end of this second");
        }
        return asOfSecond.isPresent() ? new Moment(now.view(), asOfSecond.getAsLong()) : now;
    }

    /** Completes when a sequence is analysed. */
    public CompletableFuture<Void> after(long wanted) {
        Waiting one = new Waiting(wanted, new CompletableFuture<>());
        waiting.add(one);
        one.reached.whenComplete((ignored, failure) -> waiting.remove(one));
        wakeWaiting();
        return one.reached;
    }

    /**
     * Pins a question under a name, or gives the name another question. It is recorded in the log and survives restarts.
     *
     * @return completes when it is recorded and known; it is folded then
     */
    public CompletableFuture<Void> pin(String name, String questionJson) {
        Pin pin = new Pin(name, questionJson, clock.instant());
        return record(new ControlRecord.Pinned(pin));
    }

    /** Takes a pin away; completes when that is recorded and done. */
    public CompletableFuture<Void> unpin(String name) {
        return record(new ControlRecord.Unpinned(name));
    }

    /** The pinned questions, in the order they were pinned. */
    public Collection<PinnedQuestion> pinned() {
        return publishedPins.values();
    }

    /** The question pinned under a name. */
    public Optional<PinnedQuestion> pinned(String name) {
        return Optional.ofNullable(publishedPins.get(name));
    }

    /** Hands a name to a listener each time another question, or none any more, is pinned under it; on the engine's thread. */
    public void listenToPins(Consumer<String> listener) {
        pinListeners.add(listener);
    }

    /** The newest events, newest first. */
    public List<NumberedEvent> newestEvents(int limit) {
        return newestEvents.read(limit);
    }

    /** Hands events to a listener as they are analysed, on the engine's thread. What it returns stops that. */
    public Runnable listenToEvents(Consumer<List<NumberedEvent>> listener) {
        eventListeners.add(listener);
        return () -> eventListeners.remove(listener);
    }

    /** The newest quarantined items, newest first, each with how many had been quarantined up to and with it. */
    public List<NumberedItem> newestQuarantined(int limit) {
        return newestQuarantined.read(limit);
    }

    /** What is counted. */
    public EngineCounters counters() {
        return counters;
    }

    /** Stops following, and waits for the threads to end. */
    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
        for (ExecutorService threads : List.of(askThreads, buildThreads, scanThreads)) {
            threads.shutdownNow();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            for (ExecutorService threads : List.of(askThreads, buildThreads, scanThreads)) {
                threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            log.replay(this::replay);
            moment = new Moment(timelines.publish(sequence), nextSecond(0));
            publish();
            log.start(committed -> inbox.put(committed, clock.millis()));
            isReplayed = true;
            replayed.complete(null);
            while (!isClosing) {
                turn();
            }
        } catch (InterruptedException e) {
            if (!isClosing) {
                LOGGER.error("the engine was interrupted", e);
            }
        } catch (RuntimeException | Error e) {
            replayed.completeExceptionally(e);
            if (isClosing) {
                // The interrupt of close ended the replay, or a wait for scans.
                return;
            }
            LOGGER.error("the engine has failed and takes in nothing more", e);
            throw e;
        }
    }

    /** One turn of the loop: what came is put on timelines, pinned answers are brought up to date, and both are published. */
    private void turn() throws InterruptedException {
        List<Inbox.Arrival> came = new ArrayList<>();
        inbox.take(came, waitMillis());
        if (!came.isEmpty()) {
            activeUntil = clock.millis() + ACTIVE_MILLIS;
        }
        long second = nextSecond(moment.second());
        for (Inbox.Arrival arrival : came) {
            take(arrival.committed(), second * 1000);
        }
        arrivals.release(second * 1000);
        advance(second);
        for (Inbox.Arrival arrival : came) {
            inbox.done(arrival.committed());
            show(arrival.committed());
        }
        publish();
    }

    /** Puts what the log holds on timelines; pins are folded over them afterwards, so nothing has arrived for them. */
    private void replay(Committed committed) {
        take(committed, moment.endMillis());
        show(committed);
        arrivals.drain();
    }

    private void take(Committed committed, long endMillis) {
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            arrivals.take(event, next++, endMillis);
        }
        for (byte[] control : committed.controls()) {
            ControlRecord.read(control).ifPresent(this::apply);
        }
        List<NumberedItem> setAside = new ArrayList<>();
        for (QuarantinedItem item : committed.quarantined()) {
            setAside.add(new NumberedItem(++quarantined, item));
        }
        newestQuarantined.addAll(setAside);
        sequence = Math.max(sequence, committed.lastSequence());
    }

    private void apply(ControlRecord record) {
        catalog.apply(record);
        String changed = switch (record) {
            case ControlRecord.Pinned(Pin pin) -> {
                addPin(pin);
                yield pin.name();
            }
            case ControlRecord.Unpinned(String name) -> {
                pins.remove(name);
                yield name;
            }
        };
        publishedPins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
        pinListeners.forEach(listener -> listener.accept(changed));
    }

    private void addPin(Pin pin) {
        try {
            Question question = QuestionJson.read(pin.question().getBytes(StandardCharsets.UTF_8));
            pins.put(pin.name(), new PinnedQuestion(pin, question, timelines.vocabulary(), clock::millis));
        } catch (InvalidQuestionException e) {
            LOGGER.atWarn()
                    .setMessage("a pinned question cannot be read and is left out")
                    .addKeyValue("name", pin.name())
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
    }

    private void advance(long second) {
        Moment before = moment;
        Arrivals.Arrived arrived = arrivals.drain();
        Moment now = new Moment(timelines.publish(sequence), second);
        Runs runs = Runs.of(arrived, before, now);
        TimelineReader beforeReader = new TimelineReader(before.view(), before.endMillis());
        TimelineReader nowReader = new TimelineReader(now.view(), now.endMillis());
        for (PinnedQuestion pinned : pins.values()) {
            pinned.advance(runs, beforeReader, nowReader);
        }
        moment = now;
    }

    private void publish() {
        for (PinnedQuestion pinned : pins.values()) {
            pinned.work(moment, building, asking, buildThreads);
            pinned.publish(moment, building, buildThreads);
        }
        counters = count();
        wakeWaiting();
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
        for (Consumer<List<NumberedEvent>> listener : eventListeners) {
            listener.accept(numbered);
        }
    }

    private CompletableFuture<Void> record(ControlRecord control) {
        return log.append(Append.ofControl(control.toBytes()))
                .thenCompose(committed -> after(committed.lastSequence()));
    }

    private <T> CompletableFuture<T> compute(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, askThreads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new BusyException(config.asksWaitingMax()));
        }
    }

    private void wakeWaiting() {
        long reached = moment.view().sequence();
        for (Waiting one : waiting) {
            if (one.sequence <= reached) {
                one.reached.complete(null);
            }
        }
    }

    private EngineCounters count() {
        long refolded = 0;
        for (PinnedQuestion pinned : pins.values()) {
            refolded += pinned.refoldedCustomers();
        }
        return new EngineCounters(
                timelines.eventCount(),
                arrivals.duplicates(),
                arrivals.conflicts(),
                quarantined,
                refolded,
                arrivals.parkedCount(),
                timelines.identityCount(),
                inbox.events(),
                inbox.lagMillis(clock.millis()),
                moment.view().sequence(),
                moment.second(),
                timelines.vocabulary().valueCount(),
                timelines.mergeCount(),
                cache.hits(),
                cache.misses());
    }

    /** The end of the running second, never before {@code last}, so that a clock set back does not take answers back. */
    private long nextSecond(long last) {
        return Math.max(last, Math.floorDiv(clock.millis(), 1000) + 1);
    }

    /** Until the next second; less while something was just taken in or is being folded, and publications are due. */
    private long waitMillis() {
        long now = clock.millis();
        boolean isActive = now < activeUntil || pins.values().stream().anyMatch(PinnedQuestion::isAtWork);
        return Math.clamp(moment.endMillis() - now, 1, isActive ? PAUSE_MILLIS : 1_000);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
