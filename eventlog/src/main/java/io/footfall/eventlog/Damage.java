package io.footfall.eventlog;

/**
 * A stretch of the log that could not be read, and was cut off or skipped.
 *
 * @param file the name of the segment file
 * @param kind what was done about it
 * @param fromByte where in the file it begins
 * @param toByte where in the file it ends, exclusive
 * @param from the first sequence that may have been lost with it
 * @param to the last such sequence; less than {@code from} if none is known to have been lost
 */
public record Damage(String file, Kind kind, long fromByte, long toByte, long from, long to) {

    /** What was done about it. */
    public enum Kind {
        /** The end of the newest file was no whole frame, as after a kill or a loss of power, and was cut off. */
        CUT,
        /** Bytes amid good ones were damaged, and skipped. */
        SKIPPED,
        /** A file is not there. */
        MISSING
    }

    /** How many events and control records may have been lost, as far as that is known. */
    public long events() {
        return Math.max(0, to - from + 1);
    }
}
