package io.footfall.eventlog;

/**
 * What the log has done since it was opened, at one moment.
 *
 * @param lastSequence the newest synced sequence
 * @param appends appends made safe
 * @param bytesWritten bytes written, frames and their headers
 * @param syncs syncs that succeeded
 * @param syncNanosTotal how long those took together
 * @param syncNanosMax how long the longest took
 * @param failures writes and syncs that failed
 * @param refused appends refused because the inbox or the log was full
 * @param inboxAppends appends that wait now
 * @param inboxBytes encoded bytes that wait now
 * @param logBytes bytes of the log on disk
 */
public record LogCounters(
        long lastSequence,
        long appends,
        long bytesWritten,
        long syncs,
        long syncNanosTotal,
        long syncNanosMax,
        long failures,
        long refused,
        int inboxAppends,
        long inboxBytes,
        long logBytes) {

    static LogCounters atStart(LogTail tail) {
        return new LogCounters(tail.lastSequence(), 0, 0, 0, 0, 0, 0, 0, 0, 0, tail.logBytes());
    }

    LogCounters afterSync(long newLastSequence, int newAppends, long bytes, long nanos) {
        return new LogCounters(
                newLastSequence,
                appends + newAppends,
                bytesWritten + bytes,
                syncs + 1,
                syncNanosTotal + nanos,
                Math.max(syncNanosMax, nanos),
                failures,
                refused,
                inboxAppends,
                inboxBytes,
                logBytes + bytes);
    }

    LogCounters afterWriting(long bytes) {
        return new LogCounters(
                lastSequence,
                appends,
                bytesWritten + bytes,
                syncs,
                syncNanosTotal,
                syncNanosMax,
                failures,
                refused,
                inboxAppends,
                inboxBytes,
                logBytes + bytes);
    }

    LogCounters afterFailure() {
        return new LogCounters(
                lastSequence,
                appends,
                bytesWritten,
                syncs,
                syncNanosTotal,
                syncNanosMax,
                failures + 1,
                refused,
                inboxAppends,
                inboxBytes,
                logBytes);
    }

    LogCounters withInbox(long newRefused, int newInboxAppends, long newInboxBytes) {
        return new LogCounters(
                lastSequence,
                appends,
                bytesWritten,
                syncs,
                syncNanosTotal,
                syncNanosMax,
                failures,
                newRefused,
                newInboxAppends,
                newInboxBytes,
                logBytes);
    }

    LogCounters withoutBytes(long deletedBytes) {
        return new LogCounters(
                lastSequence,
                appends,
                bytesWritten,
                syncs,
                syncNanosTotal,
                syncNanosMax,
                failures,
                refused,
                inboxAppends,
                inboxBytes,
                logBytes - deletedBytes);
    }
}
