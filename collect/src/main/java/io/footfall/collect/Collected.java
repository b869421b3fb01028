package io.footfall.collect;

import java.util.List;

/** What became of a body. */
public sealed interface Collected {

    /**
     * It is safe on disk: its events and what of it was set aside.
     *
     * @param sequence the log's newest sequence
     * @param admitted how many events were admitted
     * @param failures what was set aside
     */
    record Taken(long sequence, int admitted, List<Failure> failures) implements Collected {
        /** Copies the failures. */
        public Taken {
            failures = List.copyOf(failures);
        }
    }

    /** Nothing of it was taken; {@code message} says why, for whoever sent it. */
    record Refused(Refusal refusal, String message) implements Collected {}

    /** An item that was set aside: its place in the body from 0, and why. */
    record Failure(int index, Reason reason) {}

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
