package io.footfall.eventlog;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the thread {@code footfall-eventlog-1}: takes everything that waits, writes it, syncs once, tells the
 * follower in order, and completes the appends.
 *
 * <p>A write or sync that fails ends the segment. Nothing of the group is told, and its sequences are not given again.
 * Until a new segment could be begun, which is tried again and again with growing waits, appends fail.
 */
final class GroupCommit implements Runnable {
    private static final Inventory.Entry NONE = new Inventory.Entry(0, 0, 0);

    private final Storage storage;
    private final EventLogConfig config;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Inbox inbox;
    private final Consumer<Committed> follower;

    // Owned by the thread.
    private final List<Inventory.Entry> ended;
    private @Nullable SegmentWriter segment;
    private long lastGiven;
    private long nextSequence;
    private Duration retry;

    // Set by any thread.
    private volatile boolean isEndAsked;

    // Written by the thread, read by any.
    private volatile @Nullable LogFailedException failure;
    private volatile LogCounters counters;
    private volatile List<Inventory.Entry> closed;

    GroupCommit(
            Storage storage,
            EventLogConfig config,
            Clock clock,
            LongSupplier nanoTime,
            Inbox inbox,
            LogTail tail,
            Consumer<Committed> follower) {
        this.storage = storage;
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.inbox = inbox;
        this.follower = follower;
        this.ended = new ArrayList<>(tail.segments());
        this.closed = tail.segments();
        this.lastGiven = tail.lastGiven();
        this.nextSequence = tail.nextSequence();
        this.counters = LogCounters.atStart(tail);
        this.retry = config.retryMin();
    }

    @Override
    public void run() {
        List<Pending> group = inbox.take(config.groupBytesMax());
        while (!group.isEmpty()) {
            commit(group);
            if (failure != null && !recover()) {
                break;
            }
            group = inbox.take(config.groupBytesMax());
        }
        inbox.close();
        inbox.drain().forEach(pending -> pending.future().completeExceptionally(EventLog.closed()));
        endSegment();
        keepInventory();
    }

    /** Why appends fail now; null if they do not. */
    @Nullable
    LogFailedException failure() {
        return failure;
    }

    /** What was done so far; the inbox's part is left out. */
    LogCounters counters() {
        return counters;
    }

    /** Ends the segment that is written now, when more is to be written. */
    void askEnd() {
        isEndAsked = true;
    }

    /** The segments that are never written again. */
    List<Inventory.Entry> closed() {
        return closed;
    }

    private void commit(List<Pending> group) {
        List<Committed> committed = new ArrayList<>(group.size());
        try {
            SegmentWriter writer = segment();
            long before = writer.syncedEnd();
            for (Pending pending : group) {
                Append append = pending.append();
                committed.add(new Committed(nextSequence, append.events(), append.quarantined(), append.controls()));
                writer.add(nextSequence, pending.body());
                nextSequence += append.sequences();
            }
            writer.write();
            long syncNanos = sync(writer);
            lastGiven = nextSequence - 1;
            counters = counters.afterSync(lastGiven, group.size(), writer.syncedEnd() - before, syncNanos);
        } catch (IOException e) {
            fail(group, e);
            return;
        }
        retry = config.retryMin();
        publish(group, committed);
    }

    private long sync(SegmentWriter writer) throws IOException {
        long start = nanoTime.getAsLong();
        writer.sync();
        return Math.max(0, nanoTime.getAsLong() - start);
    }

    private void publish(List<Pending> group, List<Committed> committed) {
        for (int i = 0; i < group.size(); i++) {
            if (failure == null) {
                try {
                    follower.accept(committed.get(i));
                } catch (RuntimeException e) {
                    failure = new LogFailedException(
                            "the log's follower failed at " + committed.get(i).firstSequence()
                                    + "; what was answered is safe and is there after a restart",
                            e);
                    inbox.close();
                }
            }
            group.get(i).future().complete(committed.get(i));
        }
    }

    private SegmentWriter segment() throws IOException {
        SegmentWriter current = segment;
        if (current != null && (isEndAsked || current.syncedEnd() >= config.segmentBytesMax())) {
            endSegment();
            current = null;
        }
        if (current == null) {
            Inventory.Entry previous = ended.isEmpty() ? NONE : ended.getLast();
            // Quarantined items take no sequence, so a segment may have used up nothing but its own name.
            nextSequence = Math.max(nextSequence, previous.firstSequence() + 1);
            current = SegmentWriter.create(
                    storage,
                    new SegmentHeader(
                            nextSequence, previous.firstSequence(), previous.end(), lastGiven, clock.millis()));
            counters = counters.afterWriting(SegmentHeader.BYTES);
            segment = current;
        }
        return current;
    }

    private void endSegment() {
        isEndAsked = false;
        SegmentWriter current = segment;
        if (current != null) {
            ended.add(new Inventory.Entry(current.firstSequence(), current.syncedEnd(), lastGiven));
            closed = List.copyOf(ended);
            segment = null;
            try {
                current.close();
            } catch (IOException ignored) {
                // All of it was synced before; closing adds nothing to that.
            }
        }
    }

    private void keepInventory() {
        try {
            storage.keepInventory(new Inventory(ended).toBytes());
        } catch (IOException ignored) {
            // Without it, the log opens as it does after a kill.
        }
    }

    private void fail(List<Pending> group, IOException cause) {
        counters = counters.afterFailure();
        LogFailedException reason = new LogFailedException(
                "the log could not be written: " + cause.getMessage() + "; nothing of this was kept, send it again",
                cause);
        failure = reason;
        SegmentWriter failed = segment;
        if (failed != null) {
            failed.abandon();
            endSegment();
        }
        group.forEach(pending -> pending.future().completeExceptionally(reason));
    }

    /** Waits and tries until a segment could be begun; false if the log is closed first. */
    private boolean recover() {
        LogFailedException reason = failure;
        while (reason != null) {
            LogFailedException current = reason;
            inbox.drain().forEach(pending -> pending.future().completeExceptionally(current));
            if (inbox.awaitClosed(retry)) {
                return false;
            }
            Duration twice = retry.multipliedBy(2);
            retry = twice.compareTo(config.retryMax()) < 0 ? twice : config.retryMax();
            try {
                segment();
                failure = null;
            } catch (IOException e) {
                counters = counters.afterFailure();
                failure = new LogFailedException("the log cannot be written: " + e.getMessage(), e);
            }
            reason = failure;
        }
        return true;
    }
}
