package io.footfall.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Pairs of path and value numbers, all varints: how a property is found among them.
 *
 * <p>Eight bytes are looked at together where there are so many. Of each, the highest bit says that the number goes on, so where two
 * numbers end is told by counting zeros, without a branch for each byte that could be guessed wrongly.
 */
final class Rows {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOES_ON = 0x8080_8080_8080_8080L;

    private Rows() {}

    /** The number of the value under a path among the pairs in {@code rows[start, end)}; {@link Vocabulary#NONE} if there is none. */
    static int value(byte[] rows, int start, int end, int path) {
        int at = start;
        int last = rows.length - Long.BYTES;
        int pathBytes = Varints.bytes(path);
        long sought = Varints.packed(path);
        long mask = pathBytes < Long.BYTES ? (1L << (8 * pathBytes)) - 1 : -1;
        while (at < end) {
            if (at > last) {
                return valueAtTheEnd(rows, at, end, path);
            }
            long eight = (long) EIGHT.get(rows, at);
            if ((eight & mask) == sought) {
                return (int) Varints.read(rows, at + pathBytes);
            }
            // The lowest bit is that of the path's last byte, the next that of the value's.
            long ends = ~eight & GOES_ON;
            long endOfValue = ends & (ends - 1);
            at = endOfValue == 0
                    ? Varints.end(rows, Varints.end(rows, at))
                    : at + (Long.numberOfTrailingZeros(endOfValue) >>> 3) + 1;
        }
        return Vocabulary.NONE;
    }

    private static int valueAtTheEnd(byte[] rows, int from, int end, int path) {
        int at = from;
        while (at < end) {
            int found = (int) Varints.read(rows, at);
            at = Varints.end(rows, at);
            if (found == path) {
                return (int) Varints.read(rows, at);
            }
            at = Varints.end(rows, at);
        }
        return Vocabulary.NONE;
    }

    static void forEach(byte[] rows, int start, int end, EventView.Pairs pairs) {
        int at = start;
        while (at < end) {
            int path = (int) Varints.read(rows, at);
            at = Varints.end(rows, at);
            pairs.take(path, (int) Varints.read(rows, at));
            at = Varints.end(rows, at);
        }
    }
}
