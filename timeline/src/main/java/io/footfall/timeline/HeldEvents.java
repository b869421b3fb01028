package io.footfall.timeline;

import java.util.Arrays;
import java.util.Objects;

/** Events of one customer that are kept to be looked at again, in the order in which they were added. */
public final class HeldEvents {
    private static final int CAPACITY = 16;
    private static final int CAPACITY_KEPT_MAX = 1_024;

    private Columns[] columns = new Columns[0];
    private int[] indexes = new int[0];
    private int count;
    private final EventView event = new EventView(new Columns(0, 0), new int[0]);

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
            columns = Arrays.copyOf(columns, Math.max(CAPACITY, count * 2));
            indexes = Arrays.copyOf(indexes, columns.length);
        }
        columns[count] = view.columns();
        indexes[count++] = view.index();
        event.takeTraits(view);
    }

    /** An event, by its place; the same object always, which moves. */
    public EventView get(int place) {
        event.moveTo(columns[Objects.checkIndex(place, count)], indexes[place]);
        return event;
    }

    /** Forgets all. */
    public void clear() {
        if (count > 0) {
            if (columns.length > CAPACITY_KEPT_MAX) {
                columns = new Columns[CAPACITY];
                indexes = new int[CAPACITY];
            } else {
                Arrays.fill(columns, 0, count, null);
            }
            count = 0;
        }
    }
}
