package io.footfall.connect.kafka;

/**
 * A place in a partition: the offset of what comes next, and who led the partition when what is before it was written.
 * Brokers that have lost records, and have written others since, are found out by it.
 *
 * @param offset of the record that comes next
 * @param epoch the epoch of that leader; {@value #NO_EPOCH} if it is not known
 */
public record Place(long offset, int epoch) {
    /** No epoch is known. */
    public static final int NO_EPOCH = -1;
}
