package io.footfall.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The numbers of texts that came lately. Most events say what others said a moment ago, and a look into the table of all values would wait
 * for memory several times; here it waits once.
 *
 * <p>A text has one place, where the last one that hashed there is: 32,768 of them in 2 MiB. Owned by the writer.
 */
final class RecentTexts {
    /** Longer texts are seldom the same in many events. */
    static final int BYTES_MAX = 58;

    private static final int PLACE_BITS = 15;

    /** A line of the processor's cache: the number, how many bytes the text has and one to spare, and these bytes. */
    private static final int PLACE_BYTES = 64;

    private static final int LENGTH_AT = Integer.BYTES;
    private static final int TEXT_AT = PLACE_BYTES - BYTES_MAX;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] places = new byte[PLACE_BYTES << PLACE_BITS];

    /** The number of a text of at most {@link #BYTES_MAX} bytes; {@link Vocabulary#NONE} if it is not here. */
    int find(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        int length = to - from;
        int text = place + TEXT_AT;
        boolean isSame =
                places[place + LENGTH_AT] == length && Arrays.equals(places, text, text + length, bytes, from, to);
        return isSame ? (int) INTS.get(places, place) : Vocabulary.NONE;
    }

    /** Keeps the number of a text of at most {@link #BYTES_MAX} bytes. */
    void remember(byte[] bytes, int from, int to, int number) {
        int place = place(bytes, from, to);
        INTS.set(places, place, number);
        places[place + LENGTH_AT] = (byte) (to - from);
        System.arraycopy(bytes, from, places, place + TEXT_AT, to - from);
    }

    private static int place(byte[] bytes, int from, int to) {
        int at = from;
        long hash = 0;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        for (; at < to; at++) {
            hash = (hash * 0x100000001B3L) ^ bytes[at];
        }
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PLACE_BITS)) * PLACE_BYTES;
    }
}
