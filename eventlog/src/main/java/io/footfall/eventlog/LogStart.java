package io.footfall.eventlog;

/**
 * Where a log begins whose older part is kept elsewhere: it goes on after a segment and a sequence.
 *
 * <p>Both are needed, since a segment of quarantined items alone uses up no sequence.
 *
 * @param segment the first sequence of the last segment that is kept elsewhere, as in its file's name; 0 if none is
 * @param sequence the last sequence that is kept elsewhere; 0 if none is
 */
public record LogStart(long segment, long sequence) {
    /** Nothing is kept elsewhere. */
    public static final LogStart BEGINNING = new LogStart(0, 0);

    /** Checks that neither is negative. */
    public LogStart {
        if (segment < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "a log cannot start after segment " + segment + ", sequence " + sequence);
        }
    }

    /** Whether the segment whose file has this name is a part of the log. */
    boolean precedes(String name) {
        return SegmentFormat.firstSequence(name) > segment;
    }

    /** Whether everything that another start leaves to be kept elsewhere is kept elsewhere by this one too. */
    boolean isAtOrAfter(LogStart other) {
        return segment >= other.segment && sequence >= other.sequence;
    }
}
