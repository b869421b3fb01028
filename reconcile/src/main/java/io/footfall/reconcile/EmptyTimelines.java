package io.footfall.reconcile;

import io.footfall.engine.BatchTimelines;
import io.footfall.engine.EngineConfig;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Reads;
import java.util.function.Supplier;

/**
 * Makes empty timelines to ask questions over. They remember message ids only once a question was found to read them, as these take about
 * as much memory as all else.
 */
final class EmptyTimelines {
    private final EngineConfig config;
    private final Received received;
    private final long seed;

    private boolean rememberMessageIds;

    EmptyTimelines(EngineConfig config, Received received, long seed) {
        this.config = config;
        this.received = received;
        this.seed = seed;
    }

    /** Makes some. */
    BatchTimelines make() {
        return rememberMessageIds
                ? BatchTimelines.withMessageIds(config, received.lookups(), () -> 0, seed)
                : new BatchTimelines(config, received.lookups(), () -> 0, seed);
    }

    /** What is found out by asking all questions once: from the beginning again if one reads message ids. */
    <T> T found(Supplier<T> asking) {
        rememberMessageIds = false;
        try {
            return asking.get();
        } catch (InvalidQuestionException e) {
            if (!e.code().equals(Reads.NOT_IN_MEMORY)) {
                throw e;
            }
            rememberMessageIds = true;
            return asking.get();
        }
    }
}
