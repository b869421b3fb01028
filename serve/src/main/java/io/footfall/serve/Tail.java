package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.engine.NumberedEvent;
import io.footfall.http.EventStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest events, sent to everyone who follows them. They are written once, however many follow.
 *
 * <p>A new reader, and one that fell behind, gets the newest there are; from then on events as they come, newest first.
 */
final class Tail {
    /** More than a person can read; what comes beyond it in one second is left out. */
    static final int A_SECOND_MAX = 50;

    private final Engine engine;
    private final Clock clock;
    private final Object lock = new Object();

    // Guarded by the lock.
    private final List<EventStream> followers = new ArrayList<>();
    private Runnable stopListening = () -> {};
    private long second;
    private int sentInSecond;

    Tail(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    void join(EventStream stream) {
        synchronized (lock) {
            if (followers.isEmpty()) {
                stopListening = engine.listenToEvents(this::came);
            }
            followers.add(stream);
            sendNewest(stream);
        }
        stream.onCaughtUp(() -> sendNewest(stream));
        stream.onClose(() -> leave(stream));
    }

    @SuppressWarnings("ReferenceEquality") // A stream is itself and no other.
    private void leave(EventStream stream) {
        synchronized (lock) {
            followers.removeIf(follower -> follower == stream);
            if (followers.isEmpty()) {
                stopListening.run();
            }
        }
    }

    private void came(List<NumberedEvent> events) {
        synchronized (lock) {
            long now = clock.millis() / 1000;
            if (second != now) {
                second = now;
                sentInSecond = 0;
            }
            int room = Math.min(A_SECOND_MAX - sentInSecond, events.size());
            if (room > 0) {
                sentInSecond += room;
                byte[] items = Newest.items(
                        events.subList(events.size() - room, events.size()).reversed(), null);
                followers.forEach(follower -> follower.send("events", items));
            }
        }
    }

    private void sendNewest(EventStream stream) {
        stream.send("events", Newest.items(engine.newestEvents(A_SECOND_MAX), null));
    }
}
