package io.footfall.history.files;

/**
 * What the history can be told.
 *
 * @param sealBytes how large the log's closed segments are together when they are sealed, at least 1
 */
public record HistoryConfig(long sealBytes) {
    /** Files of about a million events. */
    public static final HistoryConfig DEFAULTS = new HistoryConfig(256L << 20);

    /** Checks the limit. */
    public HistoryConfig {
        if (sealBytes < 1) {
            throw new IllegalArgumentException("history.seal-bytes is " + sealBytes + ", it must be at least 1");
        }
    }
}
