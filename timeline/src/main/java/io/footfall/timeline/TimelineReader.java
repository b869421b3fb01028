package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Walks one customer's events after another's, in the total order, up to an as-of. Used by one thread.
 *
 * <p>Most customers have one identity and nothing recent: their events lie in a row and are walked where they lie. Others are
 * gathered from their identities and recent parts, and sorted.
 */
public final class TimelineReader {
    private final View view;
    private final long sequenceMax;
    private final long timestampEnd;
    private final boolean hasTraits;
    private final EventView event;

    // The walk in place: [at, end) of columns. The walk of gathered events: [at, end) of order.
    private Columns columns;
    private boolean isGathered;
    private int at;
    private int end;

    private Columns[] gatheredColumns = new Columns[16];
    private int[] gatheredIndexes = new int[16];
    private int[] order = new int[16];
    private int gathered;

    /**
     * A reader of all events of a view that happened before an instant.
     *
     * @param timestampEnd the first millisecond since 1970 UTC that is not read
     * @param traitPaths the {@code traits.…} paths whose newest values are wanted on every event
     */
    public TimelineReader(View view, long timestampEnd, int... traitPaths) {
        this.view = view;
        this.sequenceMax = view.sequence();
        this.timestampEnd = timestampEnd;
        this.columns = new Columns(0, 0);
        this.hasTraits = traitPaths.length > 0;
        this.event = new EventView(columns, traitPaths.clone());
    }

    /** The event it stands at; the same object always. */
    public EventView event() {
        return event;
    }

    /** Goes to the beginning of a customer's timeline, before the first event. */
    public void open(int customer) {
        Slice slice = view.slice(customer);
        int local = customer & (Slice.IDENTITIES - 1);
        if (view.nextIdentity(customer) == customer && slice.recent.newest(local) == 0) {
            columns = slice.base;
            at = slice.starts[local];
            end = slice.starts[local + 1];
            isGathered = false;
        } else {
            gather(customer);
        }
        if (hasTraits) {
            collectTraits();
        }
    }

    /** Goes to the next event, if there is one. */
    public boolean next() {
        return isGathered ? nextGathered() : nextInPlace();
    }

    private boolean nextInPlace() {
        while (at < end) {
            int index = at++;
            if (columns.timestamps[index] >= timestampEnd) {
                at = end;
                return false;
            }
            if (columns.sequences[index] <= sequenceMax) {
                event.moveTo(columns, index);
                return true;
            }
        }
        return false;
    }

    private boolean nextGathered() {
        if (at == end) {
            return false;
        }
        int which = order[at++];
        event.moveTo(gatheredColumns[which], gatheredIndexes[which]);
        return true;
    }

    private void collectTraits() {
        int first = at;
        event.clearTraits();
        while (next()) {
            event.collectTraits();
        }
        at = first;
    }

    private void gather(int customer) {
        gathered = 0;
        int identity = customer;
        do {
            gatherIdentity(identity);
            identity = view.nextIdentity(identity);
        } while (identity != customer);
        if (order.length < gathered) {
            order = new int[gatheredIndexes.length];
        }
        boolean isSorted = true;
        for (int i = 0; i < gathered; i++) {
            order[i] = i;
            isSorted &= i == 0 || compare(i - 1, i) < 0;
        }
        if (!isSorted) {
            IntArrays.quickSort(order, 0, gathered, this::compare);
        }
        isGathered = true;
        at = 0;
        end = gathered;
    }

    private void gatherIdentity(int identity) {
        Slice slice = view.slice(identity);
        int local = identity & (Slice.IDENTITIES - 1);
        for (int i = slice.starts[local]; i < slice.starts[local + 1]; i++) {
            gather(slice.base, i);
        }
        int first = gathered;
        for (int i = slice.recent.newest(local); i != 0; i = slice.recent.before(i)) {
            gather(slice.recent.columns, i - 1);
        }
        for (int left = first, right = gathered - 1; left < right; left++, right--) {
            int swapped = gatheredIndexes[left];
            gatheredIndexes[left] = gatheredIndexes[right];
            gatheredIndexes[right] = swapped;
        }
    }

    private void gather(Columns from, int index) {
        if (from.sequences[index] > sequenceMax || from.timestamps[index] >= timestampEnd) {
            return;
        }
        if (gathered == gatheredIndexes.length) {
            gatheredIndexes = Arrays.copyOf(gatheredIndexes, gathered * 2);
            gatheredColumns = Arrays.copyOf(gatheredColumns, gathered * 2);
        }
        gatheredColumns[gathered] = from;
        gatheredIndexes[gathered++] = index;
    }

    private int compare(int left, int right) {
        Columns a = gatheredColumns[left];
        Columns b = gatheredColumns[right];
        int i = gatheredIndexes[left];
        int j = gatheredIndexes[right];
        int byTime = Long.compare(a.timestamps[i], b.timestamps[j]);
        return byTime != 0 ? byTime : Long.compare(a.sequences[i], b.sequences[j]);
    }
}
