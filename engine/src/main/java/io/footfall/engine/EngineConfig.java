package io.footfall.engine;

import io.footfall.question.Activity;
import java.time.Duration;
import java.util.Set;

/**
 * What the engine can be told.
 *
 * @param scanThreads how many threads fold everyone at once, 1 to 64
 * @param inboxEvents how many safe events may wait for the engine before collecting is asked to pause, at least 1
 * @param lagMax how far analysis may fall behind before collecting is asked to pause
 * @param asksWaitingMax how many questions may wait to be answered; one more is refused as busy
 * @param cachedAnswers how many answers to asked questions are kept
 * @param newestEvents how many of the newest events are kept to be shown
 * @param newestQuarantined how many of the newest quarantined items are kept to be shown
 * @param passiveEvents names of events that are done to a customer, and so are no activity
 */
public record EngineConfig(
        int scanThreads,
        int inboxEvents,
        Duration lagMax,
        int asksWaitingMax,
        int cachedAnswers,
        int newestEvents,
        int newestQuarantined,
        Set<String> passiveEvents) {
    /** Two threads, and some seconds of events. */
    public static final EngineConfig DEFAULTS =
            new EngineConfig(2, 400_000, Duration.ofSeconds(2), 64, 256, 1_000, 1_000, Activity.PASSIVE);

    /** Checks the limits and copies the set. */
    public EngineConfig {
        require(scanThreads >= 1 && scanThreads <= 64, "engine.scan-threads", scanThreads, "1 to 64");
        require(inboxEvents >= 1, "engine.inbox-events", inboxEvents, "at least 1");
        require(asksWaitingMax >= 1, "engine.asks-waiting-max", asksWaitingMax, "at least 1");
        require(cachedAnswers >= 0, "engine.cached-answers", cachedAnswers, "at least 0");
        require(newestEvents >= 0, "engine.newest-events", newestEvents, "at least 0");
        require(newestQuarantined >= 0, "engine.newest-quarantined", newestQuarantined, "at least 0");
        passiveEvents = Set.copyOf(passiveEvents);
    }

    /** The same with so many answers kept. */
    public EngineConfig withCachedAnswers(int answers) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                answers,
                newestEvents,
                newestQuarantined,
                passiveEvents);
    }

    private static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + ", it must be " + expected);
        }
    }
}
