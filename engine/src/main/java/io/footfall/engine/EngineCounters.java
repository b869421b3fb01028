package io.footfall.engine;

/**
 * What the engine counts, at one moment; made for an operator's metrics.
 *
 * @param admitted events on timelines
 * @param duplicates events that were there already
 * @param conflicts those of them that said something else
 * @param quarantined items set aside, since the log began
 * @param late events whose customer was folded again for them, once for each pinned question
 * @param parked events that lie in the future
 * @param identities ids that events carried
 * @param inboxEvents safe events that are not analysed yet
 * @param lagMillis how long the oldest of them has waited
 * @param sequence the newest sequence that answers show
 * @param publishedSecond the instant at which answers are true, in seconds since 1970 UTC
 * @param values distinct property values known
 * @param sliceMerges how often a stretch of timelines was packed anew
 * @param cacheHits asked answers that were there already
 * @param cacheMisses asked answers that were computed
 */
public record EngineCounters(
        long admitted,
        long duplicates,
        long conflicts,
        long quarantined,
        long late,
        long parked,
        long identities,
        long inboxEvents,
        long lagMillis,
        long sequence,
        long publishedSecond,
        long values,
        long sliceMerges,
        long cacheHits,
        long cacheMisses) {}
