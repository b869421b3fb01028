package io.footfall.history.files;

import java.time.Duration;

/**
 * What the history can be told.
 *
 * @param sealBytes how large the log's closed segments are together when they are sealed, at least 1
 * @param compactedBytesMax how large files are together at most that are put together, at least 0: none are
 * @param keepsReplaced for how long files are left alone that are listed no more, since programs of others may be reading them
 */
public record HistoryConfig(long sealBytes, long compactedBytesMax, Duration keepsReplaced) {
    /** Files of about a million events, which become some of about eight million. */
    public static final HistoryConfig DEFAULTS = new HistoryConfig(256L << 20, 1L << 30, Duration.ofMinutes(10));

    /** Checks the limits. */
    public HistoryConfig {
        if (sealBytes < 1) {
            throw new IllegalArgumentException("history.seal-bytes is " + sealBytes + ", it must be at least 1");
        }
        if (compactedBytesMax < 0) {
            throw new IllegalArgumentException(
                    "history.compacted-bytes-max is " + compactedBytesMax + ", it must be at least 0");
        }
        if (keepsReplaced.isNegative()) {
            throw new IllegalArgumentException(
                    "history.keeps-replaced is " + keepsReplaced + ", it must not be negative");
        }
    }

    /** The same, sealing earlier or later. */
    public HistoryConfig withSealBytes(long newSealBytes) {
        return new HistoryConfig(newSealBytes, compactedBytesMax, keepsReplaced);
    }

    /** The same, leaving files that are listed no more alone for longer or not as long. */
    public HistoryConfig withKeepsReplaced(Duration newKeepsReplaced) {
        return new HistoryConfig(sealBytes, compactedBytesMax, newKeepsReplaced);
    }
}
