package io.footfall.http;

/** Decides who may use which routes. */
@FunctionalInterface
public interface Access {
    /** The verdict on a caller. */
    enum Verdict {
        ALLOWED,
        /** No key, or one that nobody was given: 401. */
        UNKNOWN,
        /** A key of another kind: 403. */
        FORBIDDEN
    }

    /** Whether a caller may use routes that need {@code needs}, which is neither nothing nor a write key. */
    Verdict judge(Needs needs, Credentials credentials);
}
