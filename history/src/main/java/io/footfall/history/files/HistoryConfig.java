package io.footfall.history.files;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the history can be told.
 *
 * @param sealBytes how large the log's closed segments are together when they are sealed, at least 1
 * @param unsealedBytesMax by how much more than that they may grow before collecting is asked to pause, at least 1
 * @param compactedBytesMax how large files are together at most that are put together, at least 0: none are
 * @param keepsReplaced for how long files are left alone that are listed no more, since programs of others may be reading them
 * @param keepDays for how many whole days before the running one events are kept, at least 1; 0 for ever
 */
public record HistoryConfig(
        long sealBytes, long unsealedBytesMax, long compactedBytesMax, Duration keepsReplaced, int keepDays) {
    /** The most days; more are as good as for ever. */
    public static final int KEEP_DAYS_MAX = 36_500;

    private static final long DAY_MILLIS = 86_400_000;

    /** How much of the log becomes a file at once, unless it is to be sealed when it is larger: what can be sorted in memory. */
    private static final long STRETCH_BYTES = 384L << 20;

    /** From this part of the most on, sealing gives way to nobody. */
    private static final int GIVES_WAY_SHARE = 8;

    /** Files of about a million events, which become some of about eight million; and more than a minute of 300,000 events a second unsealed. */
    public static final HistoryConfig DEFAULTS =
            new HistoryConfig(256L << 20, 8L << 30, 1L << 30, Duration.ofMinutes(10), 0);

    /** Checks the limits. */
    public HistoryConfig {
        if (sealBytes < 1) {
            throw new IllegalArgumentException("history.seal-bytes is " + sealBytes + ", it must be at least 1");
        }
        if (unsealedBytesMax < 1) {
            throw new IllegalArgumentException(
                    "history.unsealed-bytes-max is " + unsealedBytesMax + ", it must be at least 1");
        }
        if (compactedBytesMax < 0) {
            throw new IllegalArgumentException(
                    "history.compacted-bytes-max is " + compactedBytesMax + ", it must be at least 0");
        }
        if (keepsReplaced.isNegative()) {
            throw new IllegalArgumentException(
                    "history.keeps-replaced is " + keepsReplaced + ", it must not be negative");
        }
        if (keepDays < 0 || keepDays > KEEP_DAYS_MAX) {
            throw new IllegalArgumentException(
                    "history.keep is " + keepDays + " days, it must be 1 to " + KEEP_DAYS_MAX + ", or 0 for ever");
        }
    }

    /**
     * From when on events are kept: the beginning of a day in UTC, so many whole days before the running one, or before that of the newest
     * event, if that is earlier; so a clock that is ahead lets go of nothing. Empty if all is kept.
     *
     * @param newestMillis when the newest event happened, in milliseconds since 1970 UTC; 0 if there is none
     */
    OptionalLong historyFrom(long nowMillis, long newestMillis) {
        long day = Math.min(nowMillis, newestMillis) / DAY_MILLIS;
        return keepDays == 0 || day <= keepDays ? OptionalLong.empty() : OptionalLong.of((day - keepDays) * DAY_MILLIS);
    }

    /** About how large a stretch of the log is at most that is sealed at once. */
    long stretchBytes() {
        return Math.max(sealBytes, STRETCH_BYTES);
    }

    /** Whether so much of the log is not sealed that sealing gives way to nobody, and no files are put together meanwhile. */
    public boolean isBehind(long unsealedBytes) {
        return unsealedBytes - sealBytes >= unsealedBytesMax / GIVES_WAY_SHARE;
    }

    /** Whether so much is not sealed that no more should be taken in. */
    public boolean isFull(long unsealedBytes) {
        return unsealedBytes - sealBytes >= unsealedBytesMax;
    }

    /** The same, keeping events for so many days. */
    public HistoryConfig withKeepDays(int newKeepDays) {
        return new HistoryConfig(sealBytes, unsealedBytesMax, compactedBytesMax, keepsReplaced, newKeepDays);
    }

    /** The same, sealing earlier or later. */
    public HistoryConfig withSealBytes(long newSealBytes) {
        return new HistoryConfig(newSealBytes, unsealedBytesMax, compactedBytesMax, keepsReplaced, keepDays);
    }

    /** The same, leaving files that are listed no more alone for longer or not as long. */
    public HistoryConfig withKeepsReplaced(Duration newKeepsReplaced) {
        return new HistoryConfig(sealBytes, unsealedBytesMax, compactedBytesMax, newKeepsReplaced, keepDays);
    }

    /** The same, with another limit of what is not sealed. */
    public HistoryConfig withUnsealedBytesMax(long newMax) {
        return new HistoryConfig(sealBytes, newMax, compactedBytesMax, keepsReplaced, keepDays);
    }
}
