package io.footfall.timeline;

import java.util.Arrays;
import java.util.Objects;

/** Events of one customer that are kept to be looked at again, in the order in which they were added. */
public final class HeldEvents {
    private static final int CAPACITY = 16;
    private static final int CAPACITY_KEPT_MAX = 1_024;

    private Events[] events = new Events[0];
    private int[] indexes = new int[0];
    private int count;
    private final EventView event = new EventView(Packed.NOTHING, new int[0]);

    /** Whether there are none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** How many there are. */
    public int size() {
        return count;
    }

    /** Keeps the event that a view stands at. */
    public void add(EventView view) {
        if (count == indexes.length) {
            events = Arrays.copyOf(events, Math.max(CAPACITY, count * 2));
            indexes = Arrays.copyOf(indexes, events.length);
        }
        events[count] = view.events();
        indexes[count++] = view.index();
        event.takeTraits(view);
    }

    /** An event, by its place; the same object always, which moves. */
    public EventView get(int place) {
        event.moveTo(events[Objects.checkIndex(place, count)], indexes[place]);
        return event;
    }

    /** Forgets all. */
    public void clear() {
        if (count > 0) {
            if (events.length > CAPACITY_KEPT_MAX) {
                events = new Events[CAPACITY];
                indexes = new int[CAPACITY];
            } else {
                Arrays.fill(events, 0, count, null);
            }
            count = 0;
        }
    }
}
