package io.footfall.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where things that stood one after another stand when others have come between them: stretches that were copied whole, in ascending
 * order, and the places of those that came.
 *
 * <p>Used once, by one thread.
 */
final class Runs {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORT_BYTES = 64;

    // Of each stretch where it stood, where it stands, and how long it is.
    private int[] stretches = new int[3 * 16];
    private int length;
    private int shift = Integer.MIN_VALUE;
    private int lastBefore;

    private int[] came = new int[16];
    private int cameCount;
    private int count;

    /** How many there are now. */
    int count() {
        return count;
    }

    /** How many of them came. */
    int cameCount() {
        return cameCount;
    }

    /** One that came is next; returns which one of those it is. */
    int addNew() {
        if (cameCount == came.length) {
            came = Arrays.copyOf(came, cameCount * 2);
        }
        came[cameCount] = count++;
        return cameCount++;
    }

    /** The one that stood at a place is next. */
    void add(int before) {
        if (count - before == shift && before == lastBefore + 1) {
            stretches[length - 1]++;
        } else {
            start(before, 1);
        }
        lastBefore = before;
        count++;
    }

    /** Those that stood at {@code [from, to)} are next. */
    void add(int from, int to) {
        if (from < to) {
            start(from, to - from);
            lastBefore = to - 1;
            count += to - from;
        }
    }

    private void start(int before, int many) {
        if (length == stretches.length) {
            stretches = Arrays.copyOf(stretches, length * 2);
        }
        stretches[length++] = before;
        stretches[length++] = count;
        stretches[length++] = many;
        shift = count - before;
    }

    /** The place of one that came. */
    int placeOfNew(int which) {
        return came[which];
    }

    /** Copies those that were there before from one array to where they stand in another, of the same type. */
    @SuppressWarnings("SuspiciousSystemArraycopy")
    void copy(Object before, Object now) {
        for (int i = 0; i < length; i += 3) {
            System.arraycopy(before, stretches[i], now, stretches[i + 1], stretches[i + 2]);
        }
    }

    /**
     * The same of arrays with {@code width} bytes for each, and eight more after the last. What is not there before may be overwritten.
     */
    void copyBytes(byte[] before, byte[] now, int width) {
        for (int i = 0; i < length; i += 3) {
            int from = stretches[i] * width;
            int to = stretches[i + 1] * width;
            int bytes = stretches[i + 2] * width;
            if (bytes > SHORT_BYTES) {
                System.arraycopy(before, from, now, to, bytes);
                continue;
            }
            // Most are short. The last eight bytes may run over what the next stretch, or what came, is written to
            // later.
            for (int at = 0; at < bytes; at += Long.BYTES) {
                EIGHT.set(now, to + at, (long) EIGHT.get(before, from + at));
            }
        }
    }

    /** Hands over all in the order in which they stand. */
    void forEach(Places places) {
        int nextNew = 0;
        for (int i = 0; i < length; i += 3) {
            int before = stretches[i];
            int now = stretches[i + 1];
            for (; nextNew < cameCount && came[nextNew] < now; nextNew++) {
                places.came(nextNew, came[nextNew]);
            }
            for (int end = now + stretches[i + 2]; now < end; now++) {
                places.stood(before++, now);
            }
        }
        for (; nextNew < cameCount; nextNew++) {
            places.came(nextNew, came[nextNew]);
        }
    }

    /** Takes where things stand. */
    interface Places {
        /** One that was there before, and where it stood. */
        void stood(int before, int now);

        /** One that came, and which one of those it is. */
        void came(int which, int now);
    }
}
