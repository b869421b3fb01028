package io.footfall.engine;

import io.footfall.history.files.SealedFile;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.TimelinesPicture;
import java.util.List;

/**
 * All that a snapshot is to hold, at one sequence; it never changes.
 *
 * @param timelines the timelines
 * @param dropped the sequences of second deliveries
 * @param duplicates how many there were
 * @param conflicts how many of them said something else
 * @param letGoBefore how many sealed events had been let go of before any was taken
 * @param newestEvents the newest events, in order
 */
record SnapshotPicture(
        TimelinesPicture timelines,
        SequenceRanges dropped,
        long duplicates,
        long conflicts,
        long letGoBefore,
        List<NumberedEvent> newestEvents) {

    SnapshotAbout about(List<SealedFile> files) {
        return new SnapshotAbout(
                timelines.sequence(),
                SnapshotAbout.listed(files),
                dropped,
                duplicates,
                conflicts,
                letGoBefore,
                newestEvents);
    }
}
