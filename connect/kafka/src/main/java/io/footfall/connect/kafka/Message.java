package io.footfall.connect.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param epoch the epoch of the leader that wrote it; a partition has no other record of this offset and epoch, ever
 * @param timestamp the record's own time in milliseconds since 1970 UTC, negative if it has none
 * @param value what it says; null if it only takes back what its key said before
 */
public record Message(
        Partition partition, long offset, int epoch, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {

    /** The place behind it. */
    public Place next() {
        return new Place(offset + 1, epoch);
    }
}
