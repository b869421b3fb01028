package io.footfall.timeline;

/** The packed rows in {@link Columns}: how a property is found in one. */
final class Rows {
    private Rows() {}

    static long receivedAfter(byte[] rows, int start) {
        long raw = varint(rows, start);
        return (raw >>> 1) ^ -(raw & 1);
    }

    static int value(byte[] rows, int start, int end, int path) {
        int at = skip(rows, start);
        while (at < end) {
            int found = (int) varint(rows, at);
            at = skip(rows, at);
            if (found == path) {
                return (int) varint(rows, at);
            }
            at = skip(rows, at);
        }
        return Vocabulary.NONE;
    }

    static void forEach(byte[] rows, int start, int end, EventView.Pairs pairs) {
        int at = skip(rows, start);
        while (at < end) {
            int path = (int) varint(rows, at);
            at = skip(rows, at);
            pairs.take(path, (int) varint(rows, at));
            at = skip(rows, at);
        }
    }

    private static long varint(byte[] rows, int start) {
        byte first = rows[start];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7FL;
        int at = start + 1;
        for (int shift = 7; ; shift += 7) {
            byte next = rows[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static int skip(byte[] rows, int start) {
        int at = start;
        while (rows[at] < 0) {
            at++;
        }
        return at + 1;
    }
}
