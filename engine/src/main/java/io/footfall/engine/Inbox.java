package io.footfall.engine;

import io.footfall.eventlog.Committed;
import java.util.ArrayList;
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
    private static final Committed NOTHING = new Committed(0, List.of(), List.of(), List.of());

    private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private final AtomicLong events = new AtomicLong();
    private volatile @Nullable Arrival oldestTaken;
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

    /** Ends a wait of the engine's thread, for something else than what the log has. */
    void wake(long nowMillis) {
        queue.add(new Arrival(NOTHING, nowMillis));
    }

    /** Takes all that waits, or waits for the first for at most {@code millis}. {@link #done} is to be told of it. */
    List<Arrival> take(long millis) throws InterruptedException {
        List<Arrival> taken = new ArrayList<>();
        Arrival first = queue.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
        if (first != null) {
            oldestTaken = first;
            taken.add(first);
            queue.drainTo(taken);
        }
        return taken;
    }

    /** What was taken is analysed. */
    void done(List<Arrival> taken) {
        for (Arrival arrival : taken) {
            events.addAndGet(-arrival.committed().events().size());
        }
        oldestTaken = null;
    }

    long events() {
        return events.get();
    }

    /** How long the oldest that is not analysed has been here, in milliseconds. */
    long lagMillis(long nowMillis) {
        Arrival taken = oldestTaken;
        Arrival oldest = taken == null ? queue.peek() : taken;
        return oldest == null ? 0 : Math.max(0, nowMillis - oldest.arrivedAt());
    }

    boolean isFull(long nowMillis) {
        return events.get() >= eventsMax || lagMillis(nowMillis) > lagMillisMax;
    }
}
