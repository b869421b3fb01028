package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The timelines of 1,024 identities: an unchanging base packed in order of identity, timestamp and sequence, and what came since.
 *
 * <p>1,024, so that the rows of some 20 events each, about 400 KB, stay under half a region of a small heap: G1 gives larger
 * arrays whole regions, of which the rest is lost.
 */
final class Slice {
    static final int BITS = 10;
    static final int IDENTITIES = 1 << BITS;

    private static final int RECENT_MIN = 256;
    private static final int RECENT_MAX = 32_768;
    private static final int ROW_BYTES_GUESS = 32;

    final Packed base;
    /** Where an identity's events begin in the base; those of the next one end them. */
    final int[] starts;

    final Recent recent;

    // A bit for each identity that has said the user agent of a robot, ever.
    private final AtomicLongArray robots;

    private Slice(Packed base, int[] starts, AtomicLongArray robots) {
        this(base, starts, robots, recent(Math.clamp(base.count / 8, RECENT_MIN, RECENT_MAX), true));
    }

    private Slice(Packed base, int[] starts, AtomicLongArray robots, Recent recent) {
        this.base = base;
        this.starts = starts;
        this.robots = robots;
        this.recent = recent;
    }

    /** A recent part for so many events. */
    static Recent recent(int capacity, boolean areKnownAgain) {
        return new Recent(capacity, capacity * ROW_BYTES_GUESS, areKnownAgain);
    }

    /** This one, of which nothing is recent, with another recent part. */
    Slice with(Recent other) {
        return new Slice(base, starts, robots, other);
    }

    static Slice empty() {
        return new Slice(Packed.NOTHING, new int[IDENTITIES + 1], new AtomicLongArray(IDENTITIES / Long.SIZE));
    }

    /** A slice whose base holds everything this one does that happened at a millisecond or later. */
    Slice merged(long from) {
        return merged(from, LeftOut.NOTHING);
    }

    /** The same, without what events say under some paths. */
    Slice merged(long from, LeftOut leftOut) {
        int[] newStarts = new int[IDENTITIES + 1];
        return new Slice(packed(Long.MAX_VALUE, from, leftOut, newStarts), newStarts, robots);
    }

    /**
     * Everything up to a sequence, beyond which the base must not go, that happened at a millisecond or later. For any thread that knows
     * these events.
     *
     * @param newStarts takes where an identity's events begin
     */
    private Packed packed(long sequenceMax, long from, LeftOut leftOut, int[] newStarts) {
        Packing packing = new Packing(base, recent.columns, leftOut);
        int[] order = new int[16];
        for (int local = 0; local < IDENTITIES; local++) {
            int count = 0;
            for (int at = recent.newest(local); at != 0; at = recent.before(at)) {
                if (count == order.length) {
                    order = Arrays.copyOf(order, count * 2);
                }
                if (recent.columns.sequences[at - 1] <= sequenceMax && recent.columns.timestamps[at - 1] >= from) {
                    order[count++] = at - 1;
                }
            }
            mergeIdentity(packing, local, firstFrom(local, from), order, count);
            newStarts[local + 1] = packing.count();
        }
        return packing.pack();
    }

    /** Where the packed events of an identity reach a millisecond. */
    int firstFrom(int local, long from) {
        int first = starts[local];
        int end = starts[local + 1];
        // Nothing happens before 1970, so where all is kept a scan need not look at the times.
        return from <= 0 || first == end || base.timestamps[first] >= from ? first : base.endBefore(from, first, end);
    }

    /** How many events of an identity happened at a millisecond or later. */
    int countFrom(int local, long from) {
        int count = starts[local + 1] - firstFrom(local, from);
        for (int at = recent.newest(local); at != 0; at = recent.before(at)) {
            count += recent.columns.timestamps[at - 1] >= from ? 1 : 0;
        }
        return count;
    }

    /** How many events there are. */
    int count() {
        return base.count + recent.columns.count;
    }

    /**
     * Writes everything up to a sequence that happened at a millisecond or later, as a section. For any thread that knows these
     * events.
     */
    void write(long sequenceMax, long from, SnapshotWriter out) throws IOException {
        int[] newStarts = new int[IDENTITIES + 1];
        Packed packed = packed(sequenceMax, from, LeftOut.NOTHING, newStarts);
        out.putInts(newStarts, newStarts.length);
        for (int i = 0; i < robots.length(); i++) {
            out.putLong(robots.getAcquire(i));
        }
        packed.write(out);
        out.endSection();
    }

    /** Reads what {@link #write} wrote. */
    static Slice read(SnapshotSection section) throws IOException {
        int[] starts = new int[IDENTITIES + 1];
        section.getInts(starts, starts.length);
        AtomicLongArray robots = new AtomicLongArray(IDENTITIES / Long.SIZE);
        for (int i = 0; i < robots.length(); i++) {
            robots.setPlain(i, section.getLong());
        }
        Packed packed = Packed.read(section);
        section.end();
        return new Slice(packed, starts, robots);
    }

    private void mergeIdentity(Packing packing, int local, int first, int[] newestFirst, int count) {
        sortByTime(newestFirst, count);
        int from = first;
        int end = starts[local + 1];
        for (int i = 0; i < count; i++) {
            int event = newestFirst[i];
            int to = from;
            while (to < end && Order.isBefore(base, to, recent.columns, event)) {
                to++;
            }
            packing.add(from, to);
            packing.add(event);
            from = to;
        }
        packing.add(from, end);
    }

    /** Sorts indexes of recent events, which come newest arrival first and so mostly in falling order. */
    private void sortByTime(int[] indexes, int count) {
        IntArrays.reverse(indexes, 0, count);
        Order.sort(indexes, count, recent.columns);
    }

    /** Says that an identity has said the user agent of a robot. */
    void markRobot(int local) {
        robots.setRelease(local / Long.SIZE, robots.getPlain(local / Long.SIZE) | 1L << local);
    }

    /** Whether an identity has said the user agent of a robot: in some event, perhaps one that a view does not show yet. */
    boolean isRobot(int local) {
        return (robots.getAcquire(local / Long.SIZE) & 1L << local) != 0;
    }

    /** How many events an identity has at most. */
    int eventsMax(int local) {
        return starts[local + 1] - starts[local] + recent.columns.count;
    }

    /** When the event of an identity that came last happened; among packed ones the last that happened. */
    long lastTimestamp(int local) {
        int newest = recent.newest(local);
        if (newest != 0) {
            return recent.columns.timestamps[newest - 1];
        }
        int end = starts[local + 1];
        return end == starts[local] ? Long.MIN_VALUE : base.timestamps[end - 1];
    }

    long heapBytes() {
        return base.heapBytes() + starts.length * 4L + recent.heapBytes();
    }
}
