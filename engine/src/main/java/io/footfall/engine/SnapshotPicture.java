package io.footfall.engine;

import io.footfall.history.files.SealedFile;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.SnapshotWriter;
import io.footfall.timeline.TimelinesPicture;
import java.io.IOException;
import java.util.List;

/**
 * All that a snapshot is to hold, at one sequence; it never changes.
 *
 * @param timelines the timelines
 * @param dropped the sequences of second deliveries
 * @param duplicates how many there were
 * @param conflicts how many of them said something else
 * @param newestEvents the newest events, in order
 */
record SnapshotPicture(
        TimelinesPicture timelines,
        SequenceRanges dropped,
        long duplicates,
        long conflicts,
        List<NumberedEvent> newestEvents) {

    void write(List<SealedFile> files, SnapshotWriter out) throws IOException {
        new SnapshotAbout(
                        timelines.sequence(), SnapshotAbout.listed(files), dropped, duplicates, conflicts, newestEvents)
                .write(out);
        timelines.write(out);
    }
}
