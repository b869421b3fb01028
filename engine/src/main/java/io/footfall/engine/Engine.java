package io.footfall.engine;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupVersion;
import io.footfall.catalog.Pin;
import io.footfall.catalog.Repairs;
import io.footfall.event.IdentityKey;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.EventLog;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryCounters;
import io.footfall.history.sql.Lease;
import io.footfall.question.Answer;
import io.footfall.question.Audience;
import io.footfall.question.Audiences;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.timeline.LookupDraft;
import io.footfall.timeline.View;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one process that takes in safe events and keeps every pinned answer true.
 *
 * <p>{@link #start} replays the log and then follows it: see {@link Loop}, whose thread owns everything that changes. What others
 * see was published by it: {@link Moment}s of all timelines for whoever asks, and the answers of {@link PinnedQuestion}s.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Engine.class);
    private static final int ASK_THREADS = 2;
    private static final long CLOSE_MILLIS = 10_000;

    private final EngineConfig config;
    private final EventLog log;
    private final History history;
    private final Sealing sealing;
    private final Tidying tidying;
    private final LookupFolder lookupFolder;
    private final LookupTables lookupTables;
    private final Clock clock;
    private final AnswerCache cache;
    private final ExecutorService scanThreads;
    private final ExecutorService buildThreads;
    private final ThreadPoolExecutor askThreads;
    private final ThreadPoolExecutor filesThread;
    private final ThreadPoolExecutor customerFilesThread;
    private final ThreadPoolExecutor pinnedFilesThread;
    private final FromFiles fromFiles;
    private final Asking asking;
    private final MemberSearch memberSearch;
    private final CustomerSearch customerSearch;
    private final Schemas schemas;
    private final Joinings joinings = new Joinings();
    private final LongAdder asksRefused = new LongAdder();
    private final LongAdder listenerFailures = new LongAdder();
    private final Listeners<List<NumberedEvent>> eventListeners = new Listeners<>(listenerFailures);
    private final PathsAsked pathsAsked;
    private final Pins pins;
    private final Snapshots snapshots;
    private final Loop loop;
    private final Thread thread;

    /**
     * An engine that follows a log of which nothing is sealed. What it measures itself by is {@code clock}.
     *
     * @param seed keys fingerprints and hash tables; a new random one each start
     */
    public Engine(EngineConfig config, EventLog log, Clock clock, long seed) {
        this(config, log, History.none(), clock, seed, () -> {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        });
    }

    /**
     * An engine over what is sealed and the log.
     *
     * @param history opened with the log
     * @param nanoTime measures costs, in nanoseconds
     */
    public Engine(EngineConfig config, EventLog log, History history, Clock clock, long seed, LongSupplier nanoTime) {
        this(config, log, history, clock, seed, nanoTime, new BatchProcess());
    }

    /**
     * The same with another batch host.
     *
     * @param batch answers what reads what is not in memory
     */
    Engine(
            EngineConfig config,
            EventLog log,
            History history,
            Clock clock,
            long seed,
            LongSupplier nanoTime,
            FilesHost batch) {
        this.config = config;
        this.log = log;
        this.history = history;
        this.clock = clock;
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
        ThreadFactory files = named("footfall-files-");
        this.filesThread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), files);
        this.customerFilesThread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), files);
        this.pinnedFilesThread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), files);
        Scan scan = new Scan(scanThreads, config.scanThreads());
        this.lookupFolder = LookupFolder.of(history.data());
        this.lookupTables = new LookupTables(lookupFolder);
        Intake intake = new Intake(config, seed, lookupTables);
        this.asking = new Asking(scan, config.passiveEvents(), clock::millis);
        this.schemas = new Schemas(clock::millis);
        this.memberSearch = new MemberSearch(scan, asking, config.passiveEvents());
        this.customerSearch = new CustomerSearch(scan);
        this.pathsAsked = new PathsAsked(clock::millis);
        Building building = new Building(scan, config.passiveEvents());
        Upkeeps upkeeps = new Upkeeps(
                config, intake::vocabulary, building, asking, this::askFiles, buildThreads, clock::millis, nanoTime);
        this.pins = new Pins(upkeeps, listenerFailures);
        this.snapshots = new Snapshots(history.data(), config.snapshotEventsMin(), history, scanThreads);
        this.loop = new Loop(
                config,
                log,
                history,
                clock,
                intake,
                snapshots,
                pins,
                new Ceiling(config.memoryBytesMax(), pathsAsked),
                eventListeners);
        this.fromFiles = new FromFiles(
                config,
                history,
                lookupFolder,
                batch,
                this::moment,
                loop,
                pins,
                filesThread,
                customerFilesThread,
                pinnedFilesThread,
                clock::millis);
        this.thread = named("footfall-engine-").newThread(loop);
        this.sealing = new Sealing(log, history, loop, snapshots, clock);
        this.tidying = new Tidying(history, loop, sealing, snapshots, clock);
    }

    /** Replays the log, and then follows it, on the engine's own thread. Returns at once. */
    public void start() {
        thread.start();
        sealing.start();
        tidying.start();
    }

    /** Completes when everything that was in the log at the start is on timelines. */
    public CompletableFuture<Void> replayed() {
        return loop.replayed();
    }

    /**
     * Completes with the reason if the engine meets a fault of its own, and never otherwise. It takes in nothing more then, and
     * the log refuses what is sent; the process should end, and be started again.
     */
    public CompletableFuture<EngineFailedException> failed() {
        return loop.failed();
    }

    /**
     * Returns if the engine has not {@linkplain #failed failed}.
     *
     * @throws EngineFailedException if it has
     */
    public void requireSound() {
        if (failed().isDone()) {
            throw failed().join();
        }
    }

    /** Whether everything that was in the log at the start is analysed and every pinned question has its answer. */
    public boolean isReady() {
        return loop.isFollowing() && pins.published().values().stream().allMatch(PinnedQuestion::isReady);
    }

    /** Whether collecting should pause: analysis is behind, or too much waits for it or to be sealed. Never during the replay. */
    public boolean isBehind() {
        return loop.isBehind() || sealing.isFull();
    }

    /**
     * Answers a question by folding everyone: at once if all that it reads is in memory, else from files and log, which takes as long
     * as reading these.
     *
     * @param asOfSecond the instant at which the answer is to be true, not in the future; by default the end of the running
     *     second
     * @return the answer; fails with {@link InvalidQuestionException} or {@link BusyException}
     */
    public CompletableFuture<Answer> ask(Question question, OptionalLong asOfSecond) {
        try {
            Moment asked = moment(asOfSecond);
            pathsAsked.note(Asking.readsOf(question).paths());
            return cache.get(
                    question,
                    asked.asOf(),
                    () -> Asking.isComplete(question, asked.view())
                            ? compute(() -> asking.answer(question, asked))
                                    .exceptionallyCompose(
                                            failure -> orFromFiles(failure, () -> fromFiles.ask(question, asOfSecond)))
                            : fromFiles.ask(question, asOfSecond));
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
            pathsAsked.note(Asking.readsOf(asked.question()).paths());
            return Asking.isComplete(asked.question(), moment.view())
                    ? compute(() -> memberSearch.find(asked, moment))
                            .exceptionallyCompose(failure -> orFromFiles(failure, () -> fromFiles.members(asked)))
                    : fromFiles.members(asked);
        } catch (InvalidQuestionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Finds customers by a text that one of their ids or traits contains; the empty text finds everyone.
     *
     * @param after only those who come after this one
     * @return some of them; fails with {@link BusyException}
     */
    public CompletableFuture<FoundCustomers> customers(String text, Optional<IdentityKey> after, int limit) {
        Moment now = moment();
        pathsAsked.note(now.view().vocabulary().paths(Profile.TRAITS));
        return isAnyLeftOut(now, Profile.TRAITS)
                ? fromFiles.customers(text, after, limit)
                : compute(() -> customerSearch.find(text, after, limit, now));
    }

    /** What is known of the customer with an id; empty if there is none. Fails with {@link BusyException}. */
    public CompletableFuture<Optional<Profile>> profile(IdentityKey id) {
        Moment now = moment();
        return isAnyLeftOut(now, Profile.TRAITS)
                ? known(now, id, () -> fromFiles.profile(id)).thenApply(known -> known.flatMap(profile -> profile))
                : compute(() ->
                        head(now, id).flatMap(head -> new ProfileReading(now, config.passiveEvents()).read(head)));
    }

    /** The newest events before a place of the customer with an id; empty if there is none. Fails with {@link BusyException}. */
    public CompletableFuture<Optional<TimelinePage>> timeline(IdentityKey id, TimelinePage.Place before, int limit) {
        Moment now = moment();
        return isAnyLeftOut(now, "")
                ? known(now, id, () -> fromFiles.timeline(id, before, limit))
                : compute(() -> head(now, id).map(head -> TimelinePage.read(now, head, before, limit)));
    }

    /** Looks up an id, which is done in memory, and then in files. */
    private <T> CompletableFuture<Optional<T>> known(
            Moment moment, IdentityKey id, Supplier<CompletableFuture<T>> inFiles) {
        return compute(() -> head(moment, id))
                .thenCompose(head -> head.isPresent()
                        ? inFiles.get().thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Whether a path that begins with a text has left the memory of a moment. */
    private static boolean isAnyLeftOut(Moment moment, String start) {
        return moment.view().vocabulary().leftOut().stream().anyMatch(path -> path.startsWith(start));
    }

    /** What it reads may have left the memory while it was answered. */
    private static <T> CompletableFuture<T> orFromFiles(Throwable failure, Supplier<CompletableFuture<T>> inFiles) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof InvalidQuestionException invalid
                        && invalid.code().equals(Reads.NOT_IN_MEMORY)
                ? inFiles.get()
                : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<Answer> askFiles(Question question) {
        return fromFiles.askPinned(question);
    }

    private static Optional<Integer> head(Moment moment, IdentityKey id) {
        View view = moment.view();
        OptionalInt identity = view.identityOf(id);
        return identity.isPresent() ? Optional.of(view.customerOf(identity.getAsInt())) : Optional.empty();
    }

    /** The moment at which answers are true now. */
    public Moment moment() {
        return loop.moment();
    }

    /** What events there are and what they say, now or a moment ago; fails with {@link BusyException}. */
    public CompletableFuture<Schema> schema() {
        return schemas.get(moment(), this::compute);
    }

    /** What an SQL statement may see now, to be closed after it; fails with {@link BusyException}. */
    public CompletableFuture<HeldLease> lease() {
        return compute(() -> {
            // First, so that the moment has all that is sealed.
            History.Hold hold = history.hold();
            try {
                Lease.Past past = hold.past();
                Moment moment = moment();
                return new HeldLease(
                        Leases.lease(
                                moment,
                                joinings.of(moment.view()),
                                loop.dropped(),
                                Leases.properties(moment.view().vocabulary()),
                                config.passiveEvents(),
                                past,
                                lookupFolder),
                        hold);
            } catch (RuntimeException e) {
                hold.close();
                throw e;
            }
        });
    }

    private Moment moment(OptionalLong asOfSecond) {
        Moment now = moment();
        if (asOfSecond.isPresent() && asOfSecond.getAsLong() > now.second()) {
            throw new InvalidQuestionException(
                    "as_of_in_future", "asOf lies in the future; the newest possible one is the end of this second");
        }
        return asOfSecond.isPresent() ? new Moment(now.view(), asOfSecond.getAsLong()) : now;
    }

    /** What happens before is not kept, in milliseconds since 1970 UTC; 0 if all is. */
    public long historyFrom() {
        return loop.boundary().from();
    }

    /** Completes when a sequence is analysed. */
    public CompletableFuture<Void> after(long wanted) {
        return loop.after(wanted);
    }

    /** Tells which events were there already, by their sequences; completes when all up to {@code wanted} is analysed. */
    public CompletableFuture<LongPredicate> secondDeliveries(long wanted) {
        return after(wanted).thenApply(analysed -> loop.dropped()::contains);
    }

    /**
     * Pins a question under a name, or gives the name another question. It is recorded in the log and survives restarts.
     *
     * @return completes when it is recorded and known; it is folded then. Fails with {@link InvalidQuestionException} if it, or a
     *     pinned question that refers to it, cannot be answered so
     */
    public CompletableFuture<Void> pin(String name, String questionJson) {
        try {
            PinnedAudiences.read(name, questionJson, pinned())
                    .values()
                    .forEach(question -> Asking.lookedUp(question, moment().view()));
        } catch (InvalidQuestionException e) {
            return CompletableFuture.failedFuture(e);
        }
        Pin pin = new Pin(name, questionJson, clock.instant());
        return record(new ControlRecord.Pinned(pin));
    }

    /** Takes a pin away; completes when that is recorded and done, and fails if other pinned questions refer to it. */
    public CompletableFuture<Void> unpin(String name) {
        try {
            PinnedAudiences.requireUnused(name, pinned());
            return record(new ControlRecord.Unpinned(name));
        } catch (InvalidQuestionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The pinned audiences, for questions that refer to them. */
    public Audiences audiences() {
        return name -> pinned(name)
                .map(PinnedQuestion::question)
                .filter(Audience.class::isInstance)
                .map(Audience.class::cast);
    }

    /** How far a source was read, by its units, as the log says; whole once the log is {@linkplain #replayed replayed}. */
    public SortedMap<String, String> positions(String source) {
        return pins.positions(source);
    }

    /** Which quarantined items were repaired, as the log says; whole once the log is {@linkplain #replayed replayed}. */
    public Repairs repairs() {
        return pins.repairs();
    }

    /**
     * The current version of each lookup table, by name, as the log says; whole once the log is {@linkplain #replayed replayed}. It may
     * be a moment newer than what answers are read through.
     */
    public SortedMap<String, LookupVersion> lookups() {
        return pins.lookups();
    }

    /** The current version of a lookup table; empty if there is none, or it cannot be read. */
    public Optional<LookupVersion> lookup(String name) {
        boolean isRead = loop.moment().view().lookups().table(name).isPresent();
        return isRead ? Optional.ofNullable(lookups().get(name)) : Optional.empty();
    }

    /**
     * Makes another version of a lookup table the current one: it is prepared beside the loop, written to the data folder, and only then
     * recorded in the log, so it survives restarts, and is current from exactly its record on.
     *
     * <p>Returns when what is asked is read through it; pinned answers follow, as they are folded again.
     *
     * @param text its {@linkplain io.footfall.catalog.LookupText text}
     * @throws IOException if it cannot be written or recorded
     */
    public void lookUp(LookupShape shape, byte[] text, long rows) throws IOException, InterruptedException {
        LookupDraft draft = LookupTables.draft(shape, text);
        done(loop.number(draft));
        LookupVersion before = lookups().get(shape.name());
        LookupVersion next = LookupVersion.of(
                shape, before == null ? 1 : before.number() + 1, Instant.ofEpochMilli(clock.millis()), rows, text);
        lookupFolder.write(next, text);
        lookupTables.prepare(next, draft);
        try {
            done(record(new ControlRecord.LookedUp(next)));
        } finally {
            lookupTables.forget(next);
        }
        pruneLookup(shape.name());
    }

    /**
     * Takes a lookup table away; returns when that is recorded, and what reads it is refused.
     *
     * @throws IOException if it cannot be recorded
     */
    public void dropLookup(String name) throws IOException, InterruptedException {
        done(record(new ControlRecord.LookupDropped(name)));
        pruneLookup(name);
    }

    private static void done(CompletableFuture<Void> recorded) throws IOException, InterruptedException {
        try {
            Void unused = recorded.get();
        } catch (ExecutionException e) {
            throw new IOException("it cannot be recorded: " + e.getMessage(), e);
        }
    }

    private void pruneLookup(String name) {
        try {
            lookupFolder.prune(name, Optional.ofNullable(lookups().get(name)));
        } catch (IOException e) {
            LOGGER.atWarn()
                    .setMessage("older versions of lookup tables could not be deleted")
                    .addKeyValue("why", e.getMessage())
                    .log();
        }
    }

    /** The pinned questions, in the order they were pinned. */
    public Collection<PinnedQuestion> pinned() {
        return pins.published().values();
    }

    /** The question pinned under a name. */
    public Optional<PinnedQuestion> pinned(String name) {
        return Optional.ofNullable(pins.published().get(name));
    }

    /** Hands a name to a listener each time another question, or none any more, is pinned under it; on the engine's thread. */
    public void listenToPins(Consumer<String> listener) {
        pins.listen(listener);
    }

    /** The newest events, newest first. */
    public List<NumberedEvent> newestEvents(int limit) {
        return loop.newestEvents().read(limit);
    }

    /** Hands events to a listener as they are analysed, on the engine's thread. What it returns stops that. */
    public Runnable listenToEvents(Consumer<List<NumberedEvent>> listener) {
        return eventListeners.add(listener);
    }

    /** The newest quarantined items, newest first, each with how many had been quarantined up to and with it. */
    public List<NumberedItem> newestQuarantined(int limit) {
        return loop.newestQuarantined().read(limit);
    }

    /** What of the sealed files and the log is damaged or missing, as far as they were read. */
    public List<Damage> damage() {
        List<Damage> all = new ArrayList<>(history.damage());
        all.addAll(log.recovery().damage());
        return all;
    }

    /** What the loop counts. */
    public EngineCounters counters() {
        return loop.counters();
    }

    /** What there is of sealed files, and what was done with them. */
    public HistoryCounters historyCounters() {
        return history.counters();
    }

    /** About how much memory timelines and pinned questions may take, in bytes. */
    public long memoryBytesMax() {
        return config.memoryBytesMax();
    }

    /** How large the log is that is not sealed, in bytes. */
    public long unsealedBytes() {
        return sealing.unsealedBytes();
    }

    /** How often sealing, putting files together or a snapshot has failed. */
    public long sealingFailures() {
        return sealing.failures() + tidying.failures();
    }

    /** What is counted of questions that are asked, and of those who listen. */
    public AskCounters askCounters() {
        return new AskCounters(
                cache.hits(),
                cache.misses(),
                askThreads.getQueue().size(),
                asksRefused.sum() + fromFiles.refused(),
                listenerFailures.sum(),
                fromFiles.answered(),
                fromFiles.waiting());
    }

    /** Stops following, and waits some seconds for the threads to end. May be called again. */
    @Override
    public void close() {
        loop.close();
        thread.interrupt();
        sealing.close();
        tidying.close();
        history.close();
        fromFiles.close();
        List<ExecutorService> pools =
                List.of(askThreads, filesThread, customerFilesThread, pinnedFilesThread, buildThreads, scanThreads);
        pools.forEach(ExecutorService::shutdownNow);
        try {
            thread.join(CLOSE_MILLIS);
            boolean hasEnded = !thread.isAlive() && sealing.awaitEnd(CLOSE_MILLIS) && tidying.awaitEnd(CLOSE_MILLIS);
            for (ExecutorService pool : pools) {
                hasEnded &= pool.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (hasEnded) {
                writeSnapshot();
            } else {
                LOGGER.warn("the engine's threads are still busy; they end with the process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes a snapshot where a start without it would take long. */
    private void writeSnapshot() {
        if (!snapshots.isDueAtStop(counters().taken())) {
            return;
        }
        try {
            Optional<SnapshotPicture> picture = loop.pictureAtEnd();
            if (picture.isPresent()) {
                snapshots.write(picture.get());
            }
        } catch (IOException e) {
            LOGGER.atWarn()
                    .setMessage("no snapshot could be written; the next start takes longer")
                    .addKeyValue("reason", e.getMessage())
                    .log();
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
            asksRefused.increment();
            return CompletableFuture.failedFuture(BusyException.ofAsking(config.asksWaitingMax()));
        }
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
