package io.footfall.eventlog;

/**
 * A segment of the log that is never written again.
 *
 * @param firstSequence its first sequence, as in its file's name
 * @param bytes how many of its bytes count
 * @param lastSequence the last sequence that was given when it was ended
 */
public record ClosedSegment(long firstSequence, long bytes, long lastSequence) {

    /** Where a log begins of which this segment, and all before it, are kept elsewhere. */
    public LogStart after() {
        return new LogStart(firstSequence, lastSequence);
    }
}
