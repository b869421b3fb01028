package io.footfall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * A growing array of whole numbers of which pictures can be taken cheaply: a picture shares the chunks, and a chunk that a
 * picture holds is copied before it is changed.
 *
 * <p>One thread changes it and takes pictures; any thread reads a picture.
 */
final class Chunks {
    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    private int[][] chunks = new int[4][];
    private boolean[] isShared = new boolean[4];

    int get(int index) {
        return chunks[index >>> BITS][index & MASK];
    }

    void set(int index, int value) {
        int chunk = index >>> BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
            isShared = Arrays.copyOf(isShared, chunks.length);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[MASK + 1];
        } else if (isShared[chunk]) {
            chunks[chunk] = chunks[chunk].clone();
        }
        isShared[chunk] = false;
        chunks[chunk][index & MASK] = value;
    }

    int[][] picture() {
        Arrays.fill(isShared, true);
        return chunks.clone();
    }

    /** Writes the first {@code count} numbers of a picture. */
    static void write(int[][] picture, int count, SnapshotWriter out) throws IOException {
        for (int from = 0; from < count; from += MASK + 1) {
            out.putInts(picture[from >>> BITS], Math.min(MASK + 1, count - from));
        }
    }

    /** Takes over the first {@code count} numbers of a picture that was written. */
    void restore(SnapshotSection section, int count) throws IOException {
        chunks = new int[Math.max(4, (count + MASK) >>> BITS)][];
        isShared = new boolean[chunks.length];
        for (int from = 0; from < count; from += MASK + 1) {
            chunks[from >>> BITS] = new int[MASK + 1];
            section.getInts(chunks[from >>> BITS], Math.min(MASK + 1, count - from));
        }
    }

    static int get(int[][] picture, int index) {
        return picture[index >>> BITS][index & MASK];
    }
}
