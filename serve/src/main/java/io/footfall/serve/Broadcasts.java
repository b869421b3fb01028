package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.http.EventStream;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams of pinned answers: one {@link Broadcast} for each name that somebody follows. For any thread. */
final class Broadcasts {
    private final Map<String, Broadcast> byName = new ConcurrentHashMap<>();
    private final Engine engine;
    private final Clock clock;

    Broadcasts(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        engine.listenToPins(this::pinned);
    }

    /**
     * Lets a reader follow whatever is pinned under a name, now and later.
     *
     * @param tokens makes the successors of the token it came with; null if it came with a key
     */
    void join(String name, EventStream stream, @Nullable Supplier<byte[]> tokens) {
        byName.compute(name, (same, running) -> {
            Broadcast broadcast = running == null ? new Broadcast(name, engine.pinned(name), clock) : running;
            broadcast.join(stream, tokens);
            return broadcast;
        });
        stream.onClose(() -> byName.computeIfPresent(name, (same, running) -> running.leave(stream) ? null : running));
    }

    /** Another question was pinned under a name, or none is any more. */
    private void pinned(String name) {
        byName.computeIfPresent(name, (same, running) -> {
            running.follow(engine.pinned(name));
            return running;
        });
    }
}
