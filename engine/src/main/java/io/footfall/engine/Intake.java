package io.footfall.engine;

import io.footfall.catalog.LookupVersion;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.LookupDraft;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.TimelinesPicture;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What was taken in: the timelines, the newest events and quarantined items, and how far.
 *
 * <p>Owned by the engine's thread; any thread may read the newest.
 */
final class Intake {
    private final EngineConfig config;
    private final long seed;
    private final LookupTables lookups;
    private final Newest<NumberedEvent> newestEvents;
    private final Newest<NumberedItem> newestQuarantined;
    private Timelines timelines;
    private Arrivals arrivals;
    private Covered covered = Covered.NOTHING;
    private long shownTo;
    private long sequence;
    private long quarantined;
    private long letGoBefore;

    Intake(EngineConfig config, long seed, LookupTables lookups) {
        this.config = config;
        this.seed = seed;
        this.lookups = lookups;
        this.newestEvents = new Newest<>(config.newestEvents());
        this.newestQuarantined = new Newest<>(config.newestQuarantined());
        this.timelines = empty();
        this.arrivals = new Arrivals(timelines);
    }

    private Timelines empty() {
        return new Timelines(seed, config.memoryBytesMax());
    }

    /** Forgets all that it took. */
    void clear() {
        timelines = empty();
        arrivals = new Arrivals(timelines);
        covered = Covered.NOTHING;
        shownTo = 0;
        sequence = 0;
        quarantined = 0;
        letGoBefore = 0;
        newestEvents.clear();
        newestQuarantined.clear();
    }

    /**
     * Goes on from a snapshot, having taken nothing yet. What it covers is passed over from now on, and must be what it covers.
     *
     * @param shownFrom events up to this sequence are not handed over any more, so those among the newest are taken from the snapshot
     * @param endMillis events from then on are parked
     */
    void adopt(Snapshot snapshot, Covered newCovered, long shownFrom, long endMillis) {
        timelines = snapshot.timelines();
        arrivals = new Arrivals(timelines, snapshot.about());
        letGoBefore = snapshot.about().letGoBefore();
        timelines.forEachPackedFrom(endMillis, (event, identity) -> arrivals.park(identity, event));
        covered = newCovered;
        shownTo = Math.min(shownFrom, covered.sequence());
        sequence = covered.sequence();
        SequenceRanges dropped = snapshot.about().dropped();
        newestEvents.addAll(snapshot.about().newestEvents().stream()
                .filter(event -> event.sequence() <= shownTo)
                // Sealed files have no second deliveries.
                .filter(event -> !dropped.contains(event.sequence()))
                .toList());
    }

    /** So many sealed events had been let go of before anything was taken; those that are from now on were taken. */
    void beginAfter(long letGo) {
        letGoBefore = letGo;
    }

    /** Takes what is safe; events that happen at {@code endMillis} or later are parked. */
    void take(Committed committed, long endMillis) {
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            if (covered.has(next)) {
                covered.pass(next, event);
            } else {
                arrivals.take(event, next, endMillis);
            }
            next++;
        }
        if (!committed.events().isEmpty()) {
            // Control records that are sealed are handed over before events that were there before them.
            covered.passedUpTo(committed.lastSequence());
        }
        List<NumberedItem> setAside = new ArrayList<>();
        for (QuarantinedItem item : committed.quarantined()) {
            setAside.add(new NumberedItem(++quarantined, item));
        }
        newestQuarantined.addAll(setAside);
        sequence = Math.max(sequence, committed.lastSequence());
    }

    /** All up to a sequence was taken, whether or not anything of it is there. */
    void reach(long newSequence) {
        sequence = Math.max(sequence, newSequence);
        covered.passedUpTo(newSequence);
    }

    /** The next quarantined item is counted as the one after {@code count}. */
    void countQuarantined(long count) {
        quarantined = count;
    }

    /** Adds to the newest events what was taken, and returns it. */
    List<NumberedEvent> show(Committed committed) {
        List<NumberedEvent> numbered = new ArrayList<>(committed.events().size());
        long next = committed.firstSequence();
        for (Event event : committed.events()) {
            if (next > shownTo && event.timestamp() >= timelines.historyFrom()) {
                numbered.add(new NumberedEvent(next, event));
            }
            next++;
        }
        newestEvents.addAll(numbered);
        return numbered;
    }

    void release(long endMillis) {
        arrivals.release(endMillis);
    }

    Arrivals.Arrived drain() {
        return arrivals.drain();
    }

    /** From now on what happened before an instant is as if it had never come. */
    void keepFrom(long historyFrom) {
        if (historyFrom > timelines.historyFrom()) {
            timelines.keepFrom(historyFrom);
            newestEvents.removeIf(event -> event.event().timestamp() < historyFrom);
        }
    }

    /** What is published from now on is read through these versions of lookup tables. */
    void lookUp(SortedMap<String, LookupVersion> current) {
        lookups.bring(timelines, current);
    }

    /** Gives numbers to the next values of a lookup table to come; returns whether all have theirs. */
    boolean number(LookupDraft draft, int valuesMax) {
        return draft.number(timelines.vocabulary(), valuesMax);
    }

    View publish() {
        return timelines.publish(sequence);
    }

    /** All that a snapshot holds. */
    SnapshotPicture picture() {
        return new SnapshotPicture(
                timelines.picture(sequence),
                arrivals.dropped(),
                arrivals.duplicates(),
                arrivals.conflicts(),
                letGoBefore,
                newestEvents.read(config.newestEvents()).reversed());
    }

    TimelinesPicture.Limits limits() {
        return new TimelinesPicture.Limits(config.memoryBytesMax(), Timelines.ROBOT_EVENTS_MAX);
    }

    long sequence() {
        return sequence;
    }

    long quarantined() {
        return quarantined;
    }

    Timelines timelines() {
        return timelines;
    }

    Vocabulary vocabulary() {
        return timelines.vocabulary();
    }

    SequenceRanges dropped() {
        return arrivals.dropped();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** The newest events; for any thread. */
    Newest<NumberedEvent> newestEvents() {
        return newestEvents;
    }

    /** The newest quarantined items; for any thread. */
    Newest<NumberedItem> newestQuarantined() {
        return newestQuarantined;
    }
}
