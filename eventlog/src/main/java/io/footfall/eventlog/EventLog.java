package io.footfall.eventlog;

import io.footfall.event.ByteSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The durable, ordered, replayable record of admitted events.
 *
 * <p>Used in this order: {@link #open}, {@link #start()}, {@link #follow}, and {@link #close}; {@link #append} from any thread, as
 * soon as it is started. An append that completed is safe on disk, is told to the follower, and is there after whatever
 * happens to the process or the machine. An append that failed was told to nobody and may be sent again.
 */
public final class EventLog implements AutoCloseable {
    static final String FOLDER = "log";

    /** How many appends may wait for the follower to have read what came before them. */
    private static final long HELD_MAX = 1_000;

    private final Storage storage;
    private final EventLogConfig config;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AutoCloseable lock;
    private final Inbox inbox;
    private final Handover handover = new Handover();
    private final LongAdder deletedBytes = new LongAdder();
    private final LongAdder refusedForSize = new LongAdder();
    private volatile LogStart start;
    private volatile LogTail tail;
    private volatile List<Damage> damage;
    private volatile @Nullable LogFailedException refusal;
    private volatile @Nullable GroupCommit commit;
    private volatile @Nullable Thread thread;

    private EventLog(
            Storage storage,
            EventLogConfig config,
            Clock clock,
            LongSupplier nanoTime,
            AutoCloseable lock,
            LogStart start,
            LogTail tail) {
        this.storage = storage;
        this.start = start;
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lock = lock;
        this.tail = tail;
        this.inbox = new Inbox(config.inboxAppendsMax(), config.inboxBytesMax());
        this.damage = tail.cut().stream().toList();
    }

    /**
     * Opens the log of a data folder, made if it is not there, and cuts off what a kill left unfinished. Sync times
     * are measured with {@code clock}.
     *
     * @throws LogLockedException if another engine has it open
     * @throws UncheckedIOException if the disk fails
     * @throws NewerVersionException if a newer program wrote it
     */
    public static EventLog open(Path data, EventLogConfig config, Clock clock) {
        return open(data, config, clock, () -> {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        });
    }

    /** As {@link #open(Path, EventLogConfig, Clock)}, with sync times measured by {@code nanoTime}, in nanoseconds. */
    public static EventLog open(Path data, EventLogConfig config, Clock clock, LongSupplier nanoTime) {
        return open(data, config, clock, nanoTime, () -> LogStart.BEGINNING);
    }

    /**
     * As {@link #open(Path, EventLogConfig, Clock, LongSupplier)}, of a log whose older part may be kept elsewhere.
     *
     * @param start tells where the log begins, once nobody else can change that
     */
    public static EventLog open(
            Path data, EventLogConfig config, Clock clock, LongSupplier nanoTime, Supplier<LogStart> start) {
        try {
            Files.createDirectories(data.resolve(FOLDER));
            DataLock lock = DataLock.take(data);
            try {
                return open(new DiskStorage(data), config, clock, nanoTime, lock, start.get());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log in " + data + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Opens a log over any storage; {@code lock} is closed at the end. */
    static EventLog open(
            Storage storage,
            EventLogConfig config,
            Clock clock,
            LongSupplier nanoTime,
            AutoCloseable lock,
            LogStart start)
            throws IOException {
        LogTail tail = LogTail.recover(storage, start);
        EventLog log = new EventLog(storage, config, clock, nanoTime, lock, start, tail);
        log.deleteNotAfter(start);
        return log;
    }

    /** What was found damaged: at the end of the log once it is open, everywhere once it was replayed. */
    public RecoveryReport recovery() {
        return new RecoveryReport(damage);
    }

    /**
     * Hands over everything in the log, in order, on the calling thread. To be called at most once, before
     * {@link #start}.
     *
     * @throws UncheckedIOException if the disk fails
     */
    public void replay(Consumer<Committed> reader) {
        if (commit != null) {
            throw new IllegalStateException("a log is replayed before it is started");
        }
        tail = tail.readUpTo(readOlder(reader));
    }

    /** Hands over what was in the log when it was opened; returns its last sequence. */
    private long readOlder(Consumer<Committed> reader) {
        try (LogScan scan = new LogScan(storage, start, newestOlder())) {
            long last = start.sequence();
            Committed next = scan.next();
            while (next != null) {
                last = Math.max(last, next.lastSequence());
                reader.accept(next);
                next = scan.next();
            }
            List<Damage> all = new ArrayList<>(scan.damage());
            tail.cut().ifPresent(all::add);
            damage = List.copyOf(all);
            return last;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The newest segment that was there when the log was opened. */
    private long newestOlder() {
        return tail.segments().isEmpty()
                ? start.segment()
                : tail.segments().getLast().firstSequence();
    }

    private static UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("the log cannot be read: " + cause.getMessage(), cause);
    }

    /**
     * Starts the thread that makes appends safe. What comes is kept in the log alone, until somebody {@linkplain #follow
     * follows}.
     */
    public void start() {
        start(handover);
    }

    /**
     * Hands over everything in a log that is started: first what is in its files, in order, on the calling thread; then, with
     * neither gap nor double, to {@code follower} what comes, as {@link #start(Consumer)} says. To be called at most once.
     *
     * @throws UncheckedIOException if the disk fails
     */
    public void follow(Consumer<Committed> reader, Consumer<Committed> follower) {
        readOlder(reader);
        long done = 0;
        for (long held = handover.held(); held - done > HELD_MAX; held = handover.held()) {
            readNewer(done, held, reader);
            done = held;
        }
        readNewer(done, handover.follow(follower), reader);
    }

    /** Hands over the appends {@code [from, to)} of those that were made safe since the start. */
    private void readNewer(long from, long to, Consumer<Committed> reader) {
        if (from == to) {
            return;
        }
        try (LogScan scan = new LogScan(storage, new LogStart(newestOlder(), start.sequence()))) {
            for (long count = 0; count < to; count++) {
                Committed next = scan.next();
                if (next == null) {
                    throw new IOException("what was written since the start is not there");
                }
                if (count >= from) {
                    reader.accept(next);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Starts the thread that makes appends safe. {@code follower} is called on it, in the order of the log, after the
     * sync and before the append completes; it must be quick, and if it throws, the log takes nothing more.
     */
    public void start(Consumer<Committed> follower) {
        if (commit != null) {
            throw new IllegalStateException("the log is started already");
        }
        GroupCommit loop = new GroupCommit(storage, config, clock, nanoTime, inbox, tail, follower);
        Thread started = new Thread(loop, "footfall-eventlog-1");
        commit = loop;
        thread = started;
        started.start();
    }

    /**
     * Asks for {@code append} to be made safe; never waits. The future completes on the log's thread, so what hangs on
     * it must be quick. It fails with {@link LogFullException} when too much waits or the log has grown to its limit,
     * and with {@link LogFailedException} when the disk fails or the log is closed.
     */
    public CompletableFuture<Committed> append(Append append) {
        GroupCommit loop = commit;
        LogFailedException refused = refusal;
        LogFailedException failure = refused != null ? refused : loop == null ? null : loop.failure();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        long logBytes = counters().logBytes();
        if (logBytes >= config.logBytesMax()) {
            refusedForSize.increment();
            return CompletableFuture.failedFuture(new LogFullException("the log holds " + logBytes
                    + " bytes, its limit is " + config.logBytesMax() + " (eventlog.log-bytes-max)"));
        }
        ByteSink body = new ByteSink(64 + 512 * append.events().size());
        FrameBody.write(append, body);
        Pending pending = new Pending(append, body, new CompletableFuture<>());
        return switch (inbox.offer(pending)) {
            case TAKEN -> pending.future();
            case FULL ->
                CompletableFuture.failedFuture(
                        new LogFullException("too much waits to be written; try again in a second"));
            case CLOSED -> CompletableFuture.failedFuture(closed());
        };
    }

    /** Takes nothing more: from now on appends fail for this reason. What waits is still made safe. */
    public void refuse(String reason) {
        refusal = new LogFailedException(reason, null);
    }

    /** Ends the segment that is written now with the next append, so that it is closed before it is full. */
    public void endSegment() {
        GroupCommit loop = commit;
        if (loop != null) {
            loop.askEnd();
        }
    }

    /** The segments that are never written again, oldest first. */
    public List<ClosedSegment> closedSegments() {
        GroupCommit loop = commit;
        List<Inventory.Entry> entries = loop == null ? tail.segments() : loop.closed();
        return entries.stream()
                .filter(entry -> entry.firstSequence() > start.segment())
                .map(entry -> new ClosedSegment(entry.firstSequence(), entry.end(), entry.last()))
                .toList();
    }

    /**
     * Deletes closed segments that are kept elsewhere now. Who has opened the log before reads them all the same.
     *
     * @throws UncheckedIOException if the disk fails; they are deleted when the log is opened next, then
     */
    public void deleteUpTo(LogStart newStart) {
        if (!newStart.isAtOrAfter(start)) {
            throw new IllegalArgumentException("the log begins after " + start + " already");
        }
        start = newStart;
        try {
            deletedBytes.add(deleteNotAfter(newStart));
        } catch (IOException e) {
            throw new UncheckedIOException("what is sealed cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** Deletes the files of segments that are no part of the log any more; returns how many bytes they had. */
    private long deleteNotAfter(LogStart begin) throws IOException {
        long bytes = 0;
        for (String name : storage.names()) {
            if (SegmentFormat.isFileName(name) && !begin.precedes(name)) {
                bytes += storage.size(name);
                storage.delete(name);
            }
        }
        if (bytes > 0) {
            storage.syncFolder();
        }
        return bytes;
    }

    /** The newest synced sequence; 0 if there is none. */
    public long lastSequence() {
        GroupCommit loop = commit;
        return loop == null ? tail.lastSequence() : loop.counters().lastSequence();
    }

    /** What the log has done since it was opened. */
    public LogCounters counters() {
        GroupCommit loop = commit;
        LogCounters written = loop == null ? LogCounters.atStart(tail) : loop.counters();
        return written.withInbox(inbox.refused() + refusedForSize.sum(), inbox.depth(), inbox.depthBytes())
                .withoutBytes(deletedBytes.sum());
    }

    /** Takes nothing more, waits a while for what is under way, and gives the data folder free. */
    @Override
    public void close() {
        inbox.close();
        Thread running = thread;
        try {
            if (running != null && !running.join(config.closeWait())) {
                throw new IllegalStateException("the log's thread is still busy with the disk after "
                        + config.closeWait().toMillis() + " ms; the data folder stays locked until it ends");
            }
            inbox.drain().forEach(pending -> pending.future().completeExceptionally(closed()));
            lock.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the lock of the data folder could not be given up", e);
        }
    }

    static LogFailedException closed() {
        return new LogFailedException("the log is closed", null);
    }
}
