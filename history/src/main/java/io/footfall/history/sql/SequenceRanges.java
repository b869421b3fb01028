package io.footfall.history.sql;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Some sequences, as ranges in ascending order. It never changes. */
public final class SequenceRanges {
    /** None. */
    public static final SequenceRanges NONE = new SequenceRanges(new long[0], 0, 0);

    /** The first and the last sequence of each range, in turn; the last bound of all is {@link #end}, whatever stands here. */
    private final long[] bounds;

    private final int count;
    private final long end;

    private SequenceRanges(long[] bounds, int count, long end) {
        this.bounds = bounds;
        this.count = count;
        this.end = end;
    }

    /** Ranges by the first and the last sequence of each, in turn. */
    static SequenceRanges of(long[] bounds) {
        return bounds.length == 0 ? NONE : new SequenceRanges(bounds, bounds.length, bounds[bounds.length - 1]);
    }

    /** Whether a sequence is among them. */
    public boolean contains(long sequence) {
        if (count == 0 || sequence > end) {
            return false;
        }
        if (sequence >= bounds[count - 2]) {
            return true;
        }
        int found = Arrays.binarySearch(bounds, 0, count - 2, sequence);
        // Between the bounds of a range lies an odd number of bounds.
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    /** The first and the last sequence of each range, in turn. */
    long[] bounds() {
        long[] copy = Arrays.copyOf(bounds, count);
        if (count > 0) {
            copy[count - 1] = end;
        }
        return copy;
    }

    /** Writes them for {@link #read}. */
    public void write(DataOutputStream out) throws IOException {
        long[] all = bounds();
        out.writeInt(all.length);
        for (long bound : all) {
            out.writeLong(bound);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SequenceRanges read(DataInputStream in) throws IOException {
        long[] bounds = new long[in.readInt()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = in.readLong();
        }
        return of(bounds);
    }

    /** Collects sequences that come in ascending order. Owned by one thread; what it hands out is for any. */
    public static final class Builder {
        private long[] bounds = new long[16];
        private int count;

        /** Adds one. */
        public void add(long sequence) {
            if (count > 0 && bounds[count - 1] == sequence - 1) {
                bounds[count - 1] = sequence;
                return;
            }
            if (count == bounds.length) {
                bounds = Arrays.copyOf(bounds, count * 2);
            }
            bounds[count++] = sequence;
            bounds[count++] = sequence;
        }

        /** Adds ranges, in place of each of their sequences. */
        public void addAll(SequenceRanges more) {
            bounds = Arrays.copyOf(more.bounds(), Math.max(16, more.count));
            count = more.count;
        }

        /** Those added so far, without a copy of them. */
        public SequenceRanges build() {
            return count == 0 ? NONE : new SequenceRanges(bounds, count, bounds[count - 1]);
        }
    }
}
