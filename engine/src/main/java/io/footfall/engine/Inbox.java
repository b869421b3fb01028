package io.footfall.engine;

import io.footfall.eventlog.Committed;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the log has made safe to the engine's thread.
 *
 * <p>Filled by the log's thread, which must not wait, so it takes everything; it is bounded by asking the collectors to pause
 * before more is made safe, see {@link #isFull}.
 */
final class Inbox {
    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private final AtomicLong events = new AtomicLong();
    private final int eventsMax;
    private final long lagMillisMax;

    Inbox(int eventsMax, long lagMillisMax) {
        this.eventsMax = eventsMax;
        this.lagMillisMax = lagMillisMax;
    }

    /** Something safe, and when it came here. */
    record Arrival(Committed committed, long arrivedAt) {}

    void put(Committed committed, long nowMillis) {
        events.addAndGet(committed.events().size());
        queue.add(new Arrival(committed, nowMillis));
    }

    /** Takes all that waits, or waits for the first for at most {@code millis}. */
    void take(List<Arrival> into, long millis) throws InterruptedException {
        Arrival first = queue.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
        if (first != null) {
            into.add(first);
            queue.drainTo(into);
        }
    }

    /** To be told of each that was taken, once it is analysed. */
    void done(Committed committed) {
        events.addAndGet(-committed.events().size());
    }

    long events() {
        return events.get();
    }

    /** How long the oldest has been waiting, in milliseconds. */
    long lagMillis(long nowMillis) {
        @Nullable Arrival oldest = queue.peek();
        return oldest == null ? 0 : Math.max(0, nowMillis - oldest.arrivedAt());
    }

    boolean isFull(long nowMillis) {
        return events.get() >= eventsMax || lagMillis(nowMillis) > lagMillisMax;
    }
}
