package io.footfall.collect;

import io.footfall.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a body. */
public sealed interface Collected {

    /**
     * It is safe on disk: its events and what of it was set aside.
     *
     * @param sequence the log's newest sequence
     * @param firstSequence the sequence of its first event; the others follow
     * @param events the events that were admitted, in order
     * @param failures what was set aside
     * @param internal what was left out
     */
    record Taken(long sequence, long firstSequence, List<Event> events, List<Failure> failures, List<LeftOut> internal)
            implements Collected {
        /** Copies the lists. */
        public Taken {
            events = List.copyOf(events);
            failures = List.copyOf(failures);
            internal = List.copyOf(internal);
        }

        /** The same with others that are no events. */
        Taken with(List<Failure> others) {
            return new Taken(sequence, firstSequence, events, others, internal);
        }
    }

    /** Nothing of it was taken; {@code message} says why, for whoever sent it. */
    record Refused(Refusal refusal, String message) implements Collected {}

    /** An item that was set aside: its place in the body from 0, its id if one could be read, and why. */
    record Failure(int index, @Nullable String messageId, Reason reason) {}

    /** An event that was left out as internal: its place in the body from 0, and its id. */
    record LeftOut(int index, String messageId) {}

    /** Why nothing of a body is taken. */
    enum Refusal {
        /** It is no body of events: sending it again cannot help. */
        INVALID,
        /** Too much is waiting: it may be sent again after a while. */
        OVERLOADED,
        /** The disk fails: it may be sent again, and is worth an operator's look. */
        UNAVAILABLE
    }
}
