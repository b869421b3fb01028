package io.footfall.engine;

import io.footfall.event.Event;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Inserted;
import io.footfall.timeline.Timelines;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What came onto timelines since the last publication: new events, and customers that changed otherwise, by becoming one or
 * falling apart. Events that lie in the future are parked here until they are due.
 *
 * <p>Owned by the engine's thread.
 */
final class Arrivals {
    private static final Comparator<Arrival> IN_ORDER =
            Comparator.comparingLong(Arrival::timestamp).thenComparingLong(Arrival::sequence);

    private final Timelines timelines;
    private final PriorityQueue<Arrival> parked = new PriorityQueue<>(IN_ORDER);
    private List<Arrival> added = new ArrayList<>();
    private IntOpenHashSet changed = new IntOpenHashSet();
    private final SequenceRanges.Builder dropped = new SequenceRanges.Builder();
    private long duplicates;
    private long conflicts;
    private long inserted;

    Arrivals(Timelines timelines) {
        this.timelines = timelines;
    }

    /** What goes on from a snapshot of these timelines. */
    Arrivals(Timelines timelines, SnapshotAbout about) {
        this.timelines = timelines;
        this.dropped.addAll(about.dropped());
        this.duplicates = about.duplicates();
        this.conflicts = about.conflicts();
    }

    /** Parks an event that is on a timeline already. */
    void park(int identity, EventView event) {
        parked.add(new Arrival(identity, event));
    }

    /**
     * An event that is new on a timeline.
     *
     * @param identity the identity it carried
     */
    record Arrival(int identity, EventView event) {
        long timestamp() {
            return event.timestamp();
        }

        long sequence() {
            return event.sequence();
        }
    }

    /** Takes an event; until {@code endMillis} it counts, from then on it is parked. */
    void take(Event event, long sequence, long endMillis) {
        switch (timelines.insert(event, sequence, changed::add)) {
            case Inserted.Duplicate(boolean isConflict) -> {
                duplicates++;
                dropped.add(sequence);
                conflicts += isConflict ? 1 : 0;
            }
            case Inserted.BeforeHistory ignored -> {}
            case Inserted.Added(int identity, EventView view) -> {
                inserted++;
                Arrival arrival = new Arrival(identity, view);
                if (event.timestamp() >= endMillis) {
                    parked.add(arrival);
                    // Whether someone is a robot is judged by all their events, those of the future too.
                    if (timelines.mayBeRobot(identity)) {
                        changed.add(timelines.customerOf(identity));
                    }
                } else {
                    added.add(arrival);
                }
            }
        }
    }

    /** Takes parked events that lie before {@code endMillis} as if they had come now. */
    void release(long endMillis) {
        while (!parked.isEmpty() && parked.peek().timestamp() < endMillis) {
            added.add(parked.remove());
        }
    }

    /** Takes what came, and forgets it. */
    Arrived drain() {
        Arrived arrived = new Arrived(added, changed);
        added = new ArrayList<>();
        changed = new IntOpenHashSet();
        return arrived;
    }

    /** The sequences of second deliveries, which the log has and no timeline. */
    SequenceRanges dropped() {
        return dropped.build();
    }

    long duplicates() {
        return duplicates;
    }

    long conflicts() {
        return conflicts;
    }

    long inserted() {
        return inserted;
    }

    int parkedCount() {
        return parked.size();
    }

    /**
     * What came between two moments.
     *
     * @param added new events
     * @param changed identities that were the head of a customer that changed otherwise
     */
    record Arrived(List<Arrival> added, IntOpenHashSet changed) {
        boolean isNothing() {
            return added.isEmpty() && changed.isEmpty();
        }
    }
}
