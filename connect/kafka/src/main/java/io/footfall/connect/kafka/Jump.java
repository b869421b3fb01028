package io.footfall.connect.kafka;

/**
 * A place that is no longer in its partition, and where reading can go on.
 *
 * @param from the offset that should have come next
 * @param to where to go on
 */
public record Jump(Partition partition, long from, Place to, Cause cause) {

    /** Why the place is no longer there. */
    public enum Cause {
        /** The brokers have deleted records before they were read. */
        EXPIRED,
        /** The brokers have lost records that were read, and know from where on. */
        TRUNCATED,
        /** The brokers have lost records that were read, and do not know which. */
        CUT_SHORT
    }
}
