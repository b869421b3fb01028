package io.footfall.timeline;

import java.io.IOException;
import java.util.Arrays;

/**
 * What events said of who is whom, and their rows do not: alias calls, and anonymous ids for which there was no room. It is looked
 * through when who is whom is found out again.
 *
 * <p>Owned by the writer of the timelines.
 */
final class BesideRows {
    private static final int LONGS = 3;
    private static final long ALIAS = Long.MIN_VALUE;

    /** Of each a timestamp, a sequence, and two identities. */
    private long[] said = new long[16 * LONGS];

    private int length;

    /** Takes what was said. */
    interface Reader {
        /**
         * One event.
         *
         * @param isAlias whether it is an alias call
         * @param other the identity that it says is the same as {@code user}
         */
        void take(boolean isAlias, int other, int user, long timestamp, long sequence);
    }

    void add(boolean isAlias, int other, int user, long timestamp, long sequence) {
        if (length == said.length) {
            said = Arrays.copyOf(said, length * 2);
        }
        said[length++] = timestamp;
        said[length++] = sequence;
        said[length++] = (isAlias ? ALIAS : 0) | (long) other << Integer.SIZE | user;
    }

    /** Forgets what was said before a millisecond. */
    void keepFrom(long timestamp) {
        int kept = 0;
        for (int at = 0; at < length; at += LONGS) {
            if (said[at] >= timestamp) {
                System.arraycopy(said, at, said, kept, LONGS);
                kept += LONGS;
            }
        }
        length = kept;
        said = Arrays.copyOf(said, Math.max(16 * LONGS, length));
    }

    /** Hands over all that was said, in the order in which it came. */
    void forEach(Reader reader) {
        for (int at = 0; at < length; at += LONGS) {
            long both = said[at + 2];
            int other = (int) ((both & ~ALIAS) >>> Integer.SIZE);
            reader.take(both < 0, other, (int) both, said[at], said[at + 1]);
        }
    }

    /** All of it now. */
    long[] picture() {
        return Arrays.copyOf(said, length);
    }

    /** Writes a picture. */
    static void write(long[] picture, SnapshotWriter out) throws IOException {
        out.putInt(picture.length);
        out.putLongs(picture, picture.length);
    }

    /** Takes over a picture that was written. */
    void restore(SnapshotSection section) throws IOException {
        length = section.getCount(Long.BYTES);
        said = new long[Math.max(16 * LONGS, length)];
        section.getLongs(said, length);
    }

    long heapBytes() {
        return said.length * 8L;
    }
}
