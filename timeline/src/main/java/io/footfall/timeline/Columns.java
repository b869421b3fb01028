package io.footfall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * Events side by side, a column each for what every event has, and a packed row for its properties.
 *
 * <p>A row is the signed distance from {@code timestamp} to {@code receivedAt}, then pairs of path and value numbers, all
 * varints. Written by the writer of the timelines; readers are handed only indexes whose columns are written.
 */
final class Columns {
    /** What an event takes beside its row. */
    private static final int EVENT_BYTES = 35;

    final long[] timestamps;
    final long[] sequences;
    final long[] fingerprints;
    final short[] contents;
    final int[] names;
    final byte[] types;
    final int[] rowEnds;
    byte[] rows;
    int count;

    Columns(int capacity, int rowBytes) {
        timestamps = new long[capacity];
        sequences = new long[capacity];
        fingerprints = new long[capacity];
        contents = new short[capacity];
        names = new int[capacity];
        types = new byte[capacity];
        rowEnds = new int[capacity];
        rows = new byte[rowBytes];
    }

    int rowStart(int index) {
        return index == 0 ? 0 : rowEnds[index - 1];
    }

    int rowBytes() {
        return count == 0 ? 0 : rowEnds[count - 1];
    }

    /** Where the events of {@code [from, to)}, which are in order of time, reach a millisecond; {@code to} if none does. */
    int endBefore(long timestamp, int from, int to) {
        if (from == to || timestamps[to - 1] < timestamp) {
            return to;
        }
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timestamps[middle] < timestamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Appends an event whose row is {@code row[from, to)}. */
    void add(
            long timestamp,
            long sequence,
            long fingerprint,
            short content,
            int name,
            byte type,
            byte[] row,
            int from,
            int to) {
        int at = count;
        timestamps[at] = timestamp;
        sequences[at] = sequence;
        fingerprints[at] = fingerprint;
        contents[at] = content;
        names[at] = name;
        types[at] = type;
        int start = rowBytes();
        int end = start + to - from;
        if (end > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(end, rows.length * 2));
        }
        System.arraycopy(row, from, rows, start, to - from);
        rowEnds[at] = end;
        count = at + 1;
    }

    /** Appends the event at {@code index} of other columns. */
    void addFrom(Columns other, int index) {
        add(
                other.timestamps[index],
                other.sequences[index],
                other.fingerprints[index],
                other.contents[index],
                other.names[index],
                other.types[index],
                other.rows,
                other.rowStart(index),
                other.rowEnds[index]);
    }

    /** Appends the events {@code [from, to)} of other columns. */
    void addFrom(Columns other, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        System.arraycopy(other.timestamps, from, timestamps, count, length);
        System.arraycopy(other.sequences, from, sequences, count, length);
        System.arraycopy(other.fingerprints, from, fingerprints, count, length);
        System.arraycopy(other.contents, from, contents, count, length);
        System.arraycopy(other.names, from, names, count, length);
        System.arraycopy(other.types, from, types, count, length);
        int start = rowBytes();
        int otherStart = other.rowStart(from);
        int bytes = other.rowEnds[to - 1] - otherStart;
        if (start + bytes > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(start + bytes, rows.length * 2));
        }
        System.arraycopy(other.rows, otherStart, rows, start, bytes);
        for (int i = 0; i < length; i++) {
            rowEnds[count + i] = other.rowEnds[from + i] - otherStart + start;
        }
        count += length;
    }

    void write(SnapshotWriter out) throws IOException {
        out.putInt(count);
        out.putLongs(timestamps, count);
        out.putLongs(sequences, count);
        out.putLongs(fingerprints, count);
        out.putShorts(contents, count);
        out.putInts(names, count);
        out.putBytes(types, count);
        out.putInts(rowEnds, count);
        out.putInt(rowBytes());
        out.putBytes(rows, rowBytes());
    }

    /** Reads what {@link #write} wrote. */
    static Columns read(SnapshotSection section) throws IOException {
        int count = section.getCount(EVENT_BYTES);
        Columns columns = new Columns(count, 0);
        columns.count = count;
        section.getLongs(columns.timestamps, count);
        section.getLongs(columns.sequences, count);
        section.getLongs(columns.fingerprints, count);
        section.getShorts(columns.contents, count);
        section.getInts(columns.names, count);
        section.getBytes(columns.types, count);
        section.getInts(columns.rowEnds, count);
        columns.rows = new byte[section.getCount(1)];
        section.getBytes(columns.rows, columns.rows.length);
        return columns;
    }

    /** The heap this takes, in bytes, but for object headers. */
    long heapBytes() {
        return (long) timestamps.length * EVENT_BYTES + rows.length;
    }
}
