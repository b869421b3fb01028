package io.footfall.timeline;

/** Reads the variable-length numbers that {@link io.footfall.event.ByteSink} writes, where they lie. */
final class Varints {
    private Varints() {}

    /** The signed one that starts at an index. */
    static long readSigned(byte[] bytes, int start) {
        long raw = read(bytes, start);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** The one that starts at an index. */
    static long read(byte[] bytes, int start) {
        byte first = bytes[start];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7FL;
        int at = start + 1;
        for (int shift = 7; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** Where the one that starts at an index ends. */
    static int end(byte[] bytes, int start) {
        int at = start;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    /** How many bytes a number that is not negative takes. */
    static int bytes(int number) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(number | 1) + 6) / 7;
    }

    /** The bytes of a number that is not negative, the first in the lowest place. */
    static long packed(int number) {
        long bytes = number & 0x7F;
        int shift = 8;
        for (int rest = number >>> 7; rest != 0; rest >>>= 7) {
            bytes |= (1L << (shift - 1)) | ((long) (rest & 0x7F) << shift);
            shift += 8;
        }
        return bytes;
    }
}
