package io.footfall.timeline;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What came to a slice since its base was packed: events in order of arrival, linked backwards by identity.
 *
 * <p>The writer fills an event's columns, then makes it the newest of its identity with a releasing write; a reader that
 * follows the links therefore sees whole events. It is never grown: a full one is merged into a new base.
 */
final class Recent {
    final Columns columns;
    private final int capacity;
    private final AtomicIntegerArray newest = new AtomicIntegerArray(Slice.IDENTITIES);
    private final int[] previous;

    Recent(int capacity, int rowBytes, boolean areKnownAgain) {
        this.capacity = capacity;
        this.columns = new Columns(capacity, rowBytes, areKnownAgain);
        this.previous = new int[capacity];
    }

    /** Takes everything out; only of one that no reader knows. */
    void clear() {
        columns.count = 0;
        for (int local = 0; local < Slice.IDENTITIES; local++) {
            newest.setPlain(local, 0);
        }
    }

    boolean isFull() {
        return columns.count == capacity;
    }

    /** Links the event appended last to an identity. */
    void link(int local) {
        int index = columns.count - 1;
        previous[index] = newest.getPlain(local);
        newest.setRelease(local, index + 1);
    }

    /** The newest event of an identity as its index + 1; 0 if there is none. */
    int newest(int local) {
        return newest.getAcquire(local);
    }

    /** The one before, as its index + 1; 0 if there is none. */
    int before(int indexPlusOne) {
        return previous[indexPlusOne - 1];
    }

    long heapBytes() {
        return columns.heapBytes() + capacity * 4L + Slice.IDENTITIES * 4L;
    }
}
