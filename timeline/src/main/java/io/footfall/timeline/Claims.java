package io.footfall.timeline;

import io.footfall.event.CorruptBytesException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Of each anonymous identity the earliest event that carried it and a user id, and whose that was.
 *
 * <p>One thread changes it and takes pictures; a picture shares the chunks, and a chunk that a picture holds is copied before it is
 * changed.
 */
final class Claims {
    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;

    /** The longs of one claim: its timestamp, its sequence, and its user plus one, 0 where there is no claim. */
    private static final int LONGS = 3;

    private static final int USER = 2;
    private static final int CHUNK_LONGS = (MASK + 1) * LONGS;

    private long[][] chunks = new long[4][];
    private boolean[] isShared = new boolean[4];

    /** Whose the earliest event was, or -1. */
    int user(int anonymous) {
        int chunk = anonymous >>> BITS;
        return chunk >= chunks.length || chunks[chunk] == null ? -1 : (int) chunks[chunk][at(anonymous) + USER] - 1;
    }

    /** When the earliest event happened, if there is one. */
    long timestamp(int anonymous) {
        return chunks[anonymous >>> BITS][at(anonymous)];
    }

    /** The sequence of the earliest event, if there is one. */
    long sequence(int anonymous) {
        return chunks[anonymous >>> BITS][at(anonymous) + 1];
    }

    void set(int anonymous, long timestamp, long sequence, int user) {
        long[] chunk = changeable(anonymous >>> BITS);
        int at = at(anonymous);
        chunk[at] = timestamp;
        chunk[at + 1] = sequence;
        chunk[at + USER] = user + 1L;
    }

    /** The chunks as they are now; those without a claim are missing. */
    long[][] picture() {
        Arrays.fill(isShared, true);
        return chunks.clone();
    }

    /** Writes a picture. */
    static void write(long[][] picture, SnapshotWriter out) throws IOException {
        int count = 0;
        for (long[] chunk : picture) {
            count += chunk == null ? 0 : 1;
        }
        out.putInt(count);
        for (int i = 0; i < picture.length; i++) {
            if (picture[i] != null) {
                out.putInt(i);
                out.putLongs(picture[i], picture[i].length);
            }
        }
    }

    /** Takes over a picture that was written. */
    void restore(SnapshotSection section) throws IOException {
        for (int left = section.getCount(CHUNK_LONGS * Long.BYTES); left > 0; left--) {
            int chunk = section.getInt();
            if (chunk < 0 || chunk > Integer.MAX_VALUE >>> BITS) {
                throw new CorruptBytesException("claims of a chunk " + chunk);
            }
            section.getLongs(changeable(chunk), CHUNK_LONGS);
        }
    }

    long heapBytes() {
        long bytes = 0;
        for (long[] chunk : chunks) {
            bytes += chunk == null ? 0 : chunk.length * 8L;
        }
        return bytes;
    }

    private long[] changeable(int chunk) {
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
            isShared = Arrays.copyOf(isShared, chunks.length);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[CHUNK_LONGS];
        } else if (isShared[chunk]) {
            chunks[chunk] = chunks[chunk].clone();
        }
        isShared[chunk] = false;
        return chunks[chunk];
    }

    private static int at(int anonymous) {
        return (anonymous & MASK) * LONGS;
    }
}
