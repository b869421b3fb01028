package io.footfall.connect.sources;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the reading of a lookup table is doing. Changed by its thread, read by any. */
public final class LookupStatus {
    private final LookupConfig config;
    private volatile @Nullable Instant readAt;
    private volatile String problem = "";

    LookupStatus(LookupConfig config) {
        this.config = config;
    }

    /** What is told of the table. */
    public LookupConfig config() {
        return config;
    }

    /** What the table is called. */
    public String name() {
        return config.shape().name();
    }

    /** When it was read last and found good; empty if it was not since the start. */
    public Optional<Instant> readAt() {
        return Optional.ofNullable(readAt);
    }

    /** Why it could not be read the last time, for a person; empty if it could. The version before stays the current one. */
    public String problem() {
        return problem;
    }

    void isGood(Instant now) {
        readAt = now;
        problem = "";
    }

    void fails(String why) {
        problem = why;
    }
}
