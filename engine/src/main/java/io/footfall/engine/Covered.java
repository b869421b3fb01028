package io.footfall.engine;

import io.footfall.event.Event;
import io.footfall.history.files.SealedFile;
import io.footfall.history.sql.SequenceRanges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of files and log a snapshot covers, counted while it is passed over: they must hold every event that the snapshot has, and no
 * more. So a snapshot is not relied on where something of what it was made from has been lost since, or is another's.
 */
final class Covered {
    /** Without a snapshot. */
    static final Covered NOTHING = new Covered(0, 0, SequenceRanges.NONE, Map.of());

    private final long sequence;
    private final SequenceRanges dropped;
    private final Map<Long, String> messageIds;
    private long left;
    private boolean isPassed;

    private Covered(long sequence, long left, SequenceRanges dropped, Map<Long, String> messageIds) {
        this.sequence = sequence;
        this.left = left;
        this.dropped = dropped;
        this.messageIds = messageIds;
        this.isPassed = sequence == 0;
    }

    /**
     * What a snapshot covers.
     *
     * @param unread the sealed files that lie before its end, which are not read
     * @param letGo how many sealed events were ever let go of
     */
    static Covered by(Snapshot snapshot, List<SealedFile> unread, long letGo) {
        Map<Long, String> messageIds = new HashMap<>();
        for (NumberedEvent event : snapshot.about().newestEvents()) {
            messageIds.put(event.sequence(), event.event().messageId());
        }
        long sealed = unread.stream().mapToLong(SealedFile::rows).sum();
        return new Covered(
                snapshot.about().sequence(),
                snapshot.timelines().takenCount() - (letGo - snapshot.about().letGoBefore()) - sealed,
                snapshot.about().dropped(),
                messageIds);
    }

    /** The last sequence that is covered. */
    long sequence() {
        return sequence;
    }

    boolean has(long eventSequence) {
        return eventSequence <= sequence;
    }

    /** Passes over an event. */
    void pass(long eventSequence, Event event) {
        if (!event.messageId().equals(messageIds.getOrDefault(eventSequence, event.messageId()))) {
            throw new SnapshotInDoubtException("it has another event " + eventSequence);
        }
        left -= dropped.contains(eventSequence) ? 0 : 1;
    }

    /**
     * All up to a sequence was passed over or taken.
     *
     * @throws SnapshotInDoubtException if that is all that is covered, and not as many events as the snapshot has
     */
    void passedUpTo(long newSequence) {
        if (!isPassed && newSequence >= sequence) {
            isPassed = true;
            if (left != 0) {
                throw new SnapshotInDoubtException(
                        left > 0
                                ? "it has " + left + " events that files and log have not"
                                : "files and log have " + -left + " events that it has not");
            }
        }
    }
}
