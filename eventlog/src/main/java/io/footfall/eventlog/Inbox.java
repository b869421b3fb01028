package io.footfall.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands appends from many threads to the log's one. Bounded by number and by bytes: when full it refuses, and counts
 * the refusal.
 */
final class Inbox {
    private final int appendsMax;
    private final int bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private long refused;
    private boolean isClosed;

    Inbox(int appendsMax, int bytesMax) {
        this.appendsMax = appendsMax;
        this.bytesMax = bytesMax;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(Pending pending) {
        lock.lock();
        try {
            if (isClosed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= appendsMax || bytes + pending.bytes() > bytesMax) {
                refused++;
                return Offer.FULL;
            }
            waiting.add(pending);
            bytes += pending.bytes();
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for something and takes what is there, up to about {@code groupBytes}; empty once the inbox is closed and
     * nothing is left.
     */
    List<Pending> take(int groupBytes) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !isClosed) {
                changed.awaitUninterruptibly();
            }
            List<Pending> group = new ArrayList<>(waiting.size());
            long groupSize = 0;
            while (!waiting.isEmpty()
                    && (group.isEmpty() || groupSize + waiting.getFirst().bytes() <= groupBytes)) {
                Pending next = waiting.removeFirst();
                groupSize += next.bytes();
                group.add(next);
            }
            bytes -= groupSize;
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything without waiting. */
    List<Pending> drain() {
        lock.lock();
        try {
            List<Pending> all = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a while, or until the inbox is closed, and says whether it is. */
    boolean awaitClosed(Duration atMost) {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (!isClosed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return isClosed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int depth() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    long depthBytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    long refused() {
        lock.lock();
        try {
            return refused;
        } finally {
            lock.unlock();
        }
    }
}
