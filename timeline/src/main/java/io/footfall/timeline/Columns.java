package io.footfall.timeline;

import java.util.Arrays;

/**
 * Events in order of arrival: a column each for what every event has, and a row for its properties.
 *
 * <p>A row is the signed distance from {@code timestamp} to {@code receivedAt}, then pairs of path and value numbers ({@link Rows}), all
 * varints. Written by the writer of the timelines; readers are handed only indexes whose columns are written.
 */
final class Columns extends Events {
    /** What an event takes beside its row. */
    private static final int EVENT_BYTES = 35;

    final long[] sequences;
    final int[] names;
    final byte[] types;
    private final int[] rowEnds;
    private byte[] rows;
    int count;

    Columns(int capacity, int rowBytes, boolean areKnownAgain) {
        super(new long[capacity], new long[areKnownAgain ? capacity : 0], new short[areKnownAgain ? capacity : 0]);
        sequences = new long[capacity];
        names = new int[capacity];
        types = new byte[capacity];
        rowEnds = new int[capacity];
        rows = new byte[rowBytes];
    }

    /** Appends an event whose row is the first {@code length} bytes of {@code row}. */
    void add(
            long timestamp,
            long sequence,
            long fingerprint,
            short content,
            int name,
            byte type,
            byte[] row,
            int length) {
        int at = count;
        timestamps[at] = timestamp;
        sequences[at] = sequence;
        if (areKnownAgain()) {
            fingerprints[at] = fingerprint;
            contents[at] = content;
        }
        names[at] = name;
        types[at] = type;
        int start = rowStart(at);
        int end = start + length;
        if (end > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(end, rows.length * 2));
        }
        System.arraycopy(row, 0, rows, start, length);
        rowEnds[at] = end;
        count = at + 1;
    }

    @Override
    long sequence(int index) {
        return sequences[index];
    }

    @Override
    int name(int index) {
        return names[index];
    }

    @Override
    byte type(int index) {
        return types[index];
    }

    @Override
    long receivedAfter(int index) {
        return Varints.readSigned(rows, rowStart(index));
    }

    @Override
    int value(int index, int path) {
        return Rows.value(rows, Varints.end(rows, rowStart(index)), rowEnds[index], path);
    }

    @Override
    void forEach(int index, EventView.Pairs pairs) {
        Rows.forEach(rows, Varints.end(rows, rowStart(index)), rowEnds[index], pairs);
    }

    private int rowStart(int index) {
        return index == 0 ? 0 : rowEnds[index - 1];
    }

    /** The heap this takes, in bytes, but for object headers. */
    long heapBytes() {
        return (long) timestamps.length * EVENT_BYTES + rows.length;
    }
}
