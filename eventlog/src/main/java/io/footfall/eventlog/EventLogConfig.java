package io.footfall.eventlog;

import java.time.Duration;

/**
 * Everything the log can be told.
 *
 * @param segmentBytesMax a segment that has grown to this is followed by a new one
 * @param logBytesMax the most the log may hold on disk; past it, appends fail with {@link LogFullException}
 * @param inboxAppendsMax how many appends may wait for the disk
 * @param inboxBytesMax how many encoded bytes may wait for the disk
 * @param groupBytesMax about how much one sync may cover
 * @param retryMin the wait after a first failed write or sync; it doubles with each further one
 * @param retryMax the longest such wait
 * @param closeWait how long {@code close} waits for what is under way
 */
public record EventLogConfig(
        long segmentBytesMax,
        long logBytesMax,
        int inboxAppendsMax,
        int inboxBytesMax,
        int groupBytesMax,
        Duration retryMin,
        Duration retryMax,
        Duration closeWait) {

    private static final int MIB = 1 << 20;

    /** What is good on a small machine. */
    public static final EventLogConfig DEFAULTS = new EventLogConfig(
            64L * MIB,
            64L * 1024 * MIB,
            65_536,
            64 * MIB,
            4 * MIB,
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    /** Checks the limits. */
    public EventLogConfig {
        require(segmentBytesMax >= 1024, "eventlog.segment-bytes-max", segmentBytesMax, "at least 1024");
        require(logBytesMax >= 1024, "eventlog.log-bytes-max", logBytesMax, "at least 1024");
        require(inboxAppendsMax >= 1, "eventlog.inbox-appends-max", inboxAppendsMax, "at least 1");
        require(inboxBytesMax >= 1024, "eventlog.inbox-bytes-max", inboxBytesMax, "at least 1024");
        require(groupBytesMax >= 1, "eventlog.group-bytes-max", groupBytesMax, "at least 1");
        require(retryMin.isPositive(), "eventlog.retry-min", retryMin, "more than nothing");
        require(retryMax.compareTo(retryMin) >= 0, "eventlog.retry-max", retryMax, "at least eventlog.retry-min");
        require(!closeWait.isNegative(), "eventlog.close-wait", closeWait, "not negative");
    }

    /** The same with segments of another size. */
    public EventLogConfig withSegmentBytesMax(long newMax) {
        return new EventLogConfig(
                newMax, logBytesMax, inboxAppendsMax, inboxBytesMax, groupBytesMax, retryMin, retryMax, closeWait);
    }

    private static void require(boolean holds, String key, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be " + limit);
        }
    }
}
