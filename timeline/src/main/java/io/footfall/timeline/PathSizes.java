package io.footfall.timeline;

import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.util.Arrays;

/**
 * How much memory each path takes, and how often events said something under it, by the numbers of paths.
 *
 * <p>Counted as events come: what is let go of because it happened too long ago is not taken off. Owned by the writer of the timelines;
 * other threads may read how often something was said, and see a number that is a moment old.
 */
final class PathSizes {
    /** The kinds of values, by their numbers: text, number, boolean, list, object. */
    static final int KINDS = 5;

    static final int TEXT = 0;
    static final int NUMBER = 1;
    static final int BOOLEAN = 2;
    static final int LIST = 3;
    static final int OBJECT = 4;

    private long[] rowBytes = new long[256];
    private long[] valueBytes = new long[256];
    private volatile long[] said = new long[256 * KINDS];

    /** Counts a value, whether or not it is kept. */
    void say(int path, int kind) {
        grow(path);
        long[] counts = said;
        counts[path * KINDS + kind]++;
    }

    /** Counts what a value takes in a row. */
    void addToRows(int path, int bytes) {
        grow(path);
        rowBytes[path] += bytes;
    }

    /** Counts what a value takes that came under a path first. */
    void addValue(int path, int bytes) {
        grow(path);
        valueBytes[path] += bytes;
    }

    /** Nothing of a path is in rows any more; its values stay. */
    void leaveOut(int path) {
        grow(path);
        rowBytes[path] = 0;
    }

    long rowBytes(int path) {
        return path < rowBytes.length ? rowBytes[path] : 0;
    }

    long valueBytes(int path) {
        return path < valueBytes.length ? valueBytes[path] : 0;
    }

    /** How often a value of a kind was there under a path. */
    long said(int path, int kind) {
        long[] counts = said;
        return path * KINDS + kind < counts.length ? counts[path * KINDS + kind] : 0;
    }

    private void grow(int path) {
        if (path >= rowBytes.length) {
            int length = Math.max(path + 1, rowBytes.length * 2);
            rowBytes = Arrays.copyOf(rowBytes, length);
            valueBytes = Arrays.copyOf(valueBytes, length);
            said = Arrays.copyOf(said, length * KINDS);
        }
    }

    /** Writes what was counted. */
    void write(SnapshotWriter out) throws IOException {
        out.putInt(rowBytes.length);
        out.putLongs(rowBytes, rowBytes.length);
        out.putInt(valueBytes.length);
        out.putLongs(valueBytes, valueBytes.length);
        out.putInt(said.length);
        out.putLongs(said, said.length);
    }

    /** Takes over what was written. */
    void restore(SnapshotSection section) throws IOException {
        rowBytes = longs(section);
        valueBytes = longs(section);
        said = longs(section);
        if (valueBytes.length != rowBytes.length || said.length != rowBytes.length * KINDS) {
            throw new CorruptBytesException("the sizes of " + rowBytes.length + " paths are not whole");
        }
    }

    private static long[] longs(SnapshotSection section) throws IOException {
        long[] longs = new long[section.getCount(Long.BYTES)];
        section.getLongs(longs, longs.length);
        return longs;
    }

    /** The same now, which does not change. */
    PathSizes picture() {
        PathSizes picture = new PathSizes();
        picture.rowBytes = rowBytes.clone();
        picture.valueBytes = valueBytes.clone();
        picture.said = said.clone();
        return picture;
    }
}
