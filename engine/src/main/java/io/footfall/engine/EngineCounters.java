package io.footfall.engine;

/**
 * What the engine counts, at one moment; made for an operator's metrics.
 *
 * @param admitted events on timelines
 * @param beforeHistory events that came and are on no timeline, since they happened before what is kept
 * @param duplicates events that were there already
 * @param conflicts those of them that said something else
 * @param quarantined items set aside, since the log began
 * @param late events that came after one of the same customer that happened later
 * @param parked events that lie in the future
 * @param identities ids that events carried
 * @param inboxEvents safe events that are not analysed yet
 * @param lagMillis how long the oldest of them has waited
 * @param sequence the newest sequence that answers show
 * @param publishedSecond the instant at which answers are true, in seconds since 1970 UTC
 * @param values distinct property values known
 * @param droppedValues property values that are in the log only
 * @param sliceMerges how often a stretch of timelines was packed anew
 * @param waiting requests that wait for a sequence to be analysed
 * @param memory what takes how much memory
 * @param leftOutPaths paths under which nothing is in memory, to have room for others
 */
public record EngineCounters(
        long admitted,
        long beforeHistory,
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
        long droppedValues,
        long sliceMerges,
        long waiting,
        Memory memory,
        int leftOutPaths) {

    /**
     * About how many bytes of heap each part takes.
     *
     * @param events the events on timelines, with what knows second deliveries
     * @param identities the ids that events carried, and who is whom
     * @param vocabulary property values, names and paths
     * @param pins what pinned questions keep
     */
    public record Memory(long events, long identities, long vocabulary, long pins) {
        static final Memory NOTHING = new Memory(0, 0, 0, 0);

        /** All of it, in bytes. */
        public long all() {
            return events + identities + vocabulary + pins;
        }
    }

    /** The events that ever came onto timelines, as far as is known, or would have. */
    public long taken() {
        return admitted + beforeHistory;
    }

    EngineCounters withInbox(long newInboxEvents, long newLagMillis) {
        return new EngineCounters(
                admitted,
                beforeHistory,
                duplicates,
                conflicts,
                quarantined,
                late,
                parked,
                identities,
                newInboxEvents,
                newLagMillis,
                sequence,
                publishedSecond,
                values,
                droppedValues,
                sliceMerges,
                waiting,
                memory,
                leftOutPaths);
    }
}
