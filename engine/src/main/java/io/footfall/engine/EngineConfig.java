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
 * @param filesWaitingMax how many questions that read what is not in memory may wait to be answered from files; one more is refused
 *     as busy
 * @param filesTimeMax how long such a question may take, with what it waits; connections are closed that are silent for little more. A pinned one
 *     may take ten times as long
 * @param memoryBytesMax about how much memory timelines and pinned questions may take; near it, what nothing pinned reads is left out
 *     of memory, and answered from files
 * @param pinBytesMax about how much memory one pinned question may take; one that needs more is asked again every few seconds
 * @param refoldEventsMax how many events of large customers a pinned question may fold again at once, and each five seconds; one
 *     that needs more is asked again every few seconds for a while
 * @param cachedAnswers how many answers to asked questions are kept
 * @param newestEvents how many of the newest events are kept to be shown
 * @param newestQuarantined how many of the newest quarantined items are kept to be shown
 * @param snapshotEventsMin for fewer new events than that no snapshot of the timelines is written
 * @param passiveEvents names of events that are done to a customer, and so are no activity
 */
public record EngineConfig(
        int scanThreads,
        int inboxEvents,
        Duration lagMax,
        int asksWaitingMax,
        int filesWaitingMax,
        Duration filesTimeMax,
        long memoryBytesMax,
        long pinBytesMax,
        long refoldEventsMax,
        int cachedAnswers,
        int newestEvents,
        int newestQuarantined,
        long snapshotEventsMin,
        Set<String> passiveEvents) {
    /** Two threads, some seconds of events, and three fifths of the heap. */
    public static final EngineConfig DEFAULTS = new EngineConfig(
            2,
            400_000,
            Duration.ofSeconds(2),
            64,
            8,
            Duration.ofSeconds(60),
            Runtime.getRuntime().maxMemory() / 5 * 3,
            256_000_000,
            500_000,
            256,
            1_000,
            1_000,
            100_000,
            Activity.PASSIVE);

    /** Checks the limits and copies the set. */
    public EngineConfig {
        require(scanThreads >= 1 && scanThreads <= 64, "engine.scan-threads", scanThreads, "1 to 64");
        require(inboxEvents >= 1, "engine.inbox-events", inboxEvents, "at least 1");
        require(asksWaitingMax >= 1, "engine.asks-waiting-max", asksWaitingMax, "at least 1");
        require(filesWaitingMax >= 1, "engine.files-waiting-max", filesWaitingMax, "at least 1");
        require(filesTimeMax.isPositive(), "engine.files-time-max", filesTimeMax, "more than nothing");
        require(memoryBytesMax >= 1, "engine.memory-bytes-max", memoryBytesMax, "at least 1");
        require(pinBytesMax >= 1, "engine.pin-bytes-max", pinBytesMax, "at least 1");
        require(
                refoldEventsMax >= 0 && refoldEventsMax <= 1_000_000_000,
                "engine.refold-events-max",
                refoldEventsMax,
                "0 to 1000000000");
        require(cachedAnswers >= 0, "engine.cached-answers", cachedAnswers, "at least 0");
        require(newestEvents >= 0, "engine.newest-events", newestEvents, "at least 0");
        require(newestQuarantined >= 0, "engine.newest-quarantined", newestQuarantined, "at least 0");
        require(snapshotEventsMin >= 1, "engine.snapshot-events-min", snapshotEventsMin, "at least 1");
        passiveEvents = Set.copyOf(passiveEvents);
    }

    /** The same with another limit of questions that wait. */
    public EngineConfig withAsksWaitingMax(int newMax) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                newMax,
                filesWaitingMax,
                filesTimeMax,
                memoryBytesMax,
                pinBytesMax,
                refoldEventsMax,
                cachedAnswers,
                newestEvents,
                newestQuarantined,
                snapshotEventsMin,
                passiveEvents);
    }

    /** The same with another ceiling of memory. */
    public EngineConfig withMemoryBytesMax(long newMax) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                filesWaitingMax,
                filesTimeMax,
                newMax,
                pinBytesMax,
                refoldEventsMax,
                cachedAnswers,
                newestEvents,
                newestQuarantined,
                snapshotEventsMin,
                passiveEvents);
    }

    /** The same with another limit of memory for a pinned question. */
    public EngineConfig withPinBytesMax(long newMax) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                filesWaitingMax,
                filesTimeMax,
                memoryBytesMax,
                newMax,
                refoldEventsMax,
                cachedAnswers,
                newestEvents,
                newestQuarantined,
                snapshotEventsMin,
                passiveEvents);
    }

    /** The same with another allowance for folding large customers again. */
    public EngineConfig withRefoldEventsMax(long newMax) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                filesWaitingMax,
                filesTimeMax,
                memoryBytesMax,
                pinBytesMax,
                newMax,
                cachedAnswers,
                newestEvents,
                newestQuarantined,
                snapshotEventsMin,
                passiveEvents);
    }

    /** The same with so many answers kept. */
    public EngineConfig withCachedAnswers(int answers) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                filesWaitingMax,
                filesTimeMax,
                memoryBytesMax,
                pinBytesMax,
                refoldEventsMax,
                answers,
                newestEvents,
                newestQuarantined,
                snapshotEventsMin,
                passiveEvents);
    }

    /** The same with another number of events for which a snapshot is written. */
    public EngineConfig withSnapshotEventsMin(long newMin) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                filesWaitingMax,
                filesTimeMax,
                memoryBytesMax,
                pinBytesMax,
                refoldEventsMax,
                cachedAnswers,
                newestEvents,
                newestQuarantined,
                newMin,
                passiveEvents);
    }

    /** The same with another limit of time for a question that is answered from files. */
    public EngineConfig withFilesTimeMax(Duration newMax) {
        return new EngineConfig(
                scanThreads,
                inboxEvents,
                lagMax,
                asksWaitingMax,
                filesWaitingMax,
                newMax,
                memoryBytesMax,
                pinBytesMax,
                refoldEventsMax,
                cachedAnswers,
                newestEvents,
                newestQuarantined,
                snapshotEventsMin,
                passiveEvents);
    }

    private static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + ", it must be " + expected);
        }
    }
}
