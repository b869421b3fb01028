package io.footfall.serve;

import io.footfall.engine.PinnedQuestion;
import io.footfall.http.EventStream;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams of pinned answers: one {@link Broadcast} for each question that somebody follows. */
final class Broadcasts {
    private final Map<PinnedQuestion, Broadcast> byQuestion = new ConcurrentHashMap<>();
    private final Clock clock;

    Broadcasts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Lets a reader follow a question.
     *
     * @param tokens makes the successors of the token it came with; null if it came with a key
     */
    void join(PinnedQuestion pinned, EventStream stream, @Nullable Supplier<byte[]> tokens) {
        byQuestion.compute(pinned, (question, running) -> {
            Broadcast broadcast = running == null ? new Broadcast(question, clock) : running;
            broadcast.join(stream, tokens);
            return broadcast;
        });
        stream.onClose(() ->
                byQuestion.computeIfPresent(pinned, (question, running) -> running.leave(stream) ? null : running));
    }
}
