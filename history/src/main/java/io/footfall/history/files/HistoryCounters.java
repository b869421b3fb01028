package io.footfall.history.files;

/**
 * What there is of sealed files, and what was done since the start.
 *
 * @param files the files of events that are listed
 * @param rows their rows
 * @param bytes their size
 * @param replaced files that are listed no more and lie there still
 * @param sealings how often a stretch of the log was sealed
 * @param compactions how often files were put together
 * @param compactedBytes the size of what that gave
 */
public record HistoryCounters(
        int files, long rows, long bytes, int replaced, long sealings, long compactions, long compactedBytes) {}
