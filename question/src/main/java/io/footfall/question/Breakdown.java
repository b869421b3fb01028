package io.footfall.question;

import java.util.Optional;

/**
 * By which property an answer is split into rows.
 *
 * @param path the property, as written in the question
 * @param limit how many of the largest values have rows of their own, 1 to 1,000
 * @param attribution on which earlier event the property is read; empty for the event itself
 */
public record Breakdown(String path, int limit, Optional<Attribution> attribution) {
    /** By a property of the event itself. */
    public Breakdown(String path, int limit) {
        this(path, limit, Optional.empty());
    }

    /** Whether it is a property of the session that the event itself belongs to. */
    public boolean isOfSession() {
        return attribution.isEmpty() && Paths.isOfSession(path);
    }
}
