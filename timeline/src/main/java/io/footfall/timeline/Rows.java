package io.footfall.timeline;

/** The packed rows in {@link Columns}: how a property is found in one. */
final class Rows {
    private Rows() {}

    static long receivedAfter(byte[] rows, int start) {
        return Varints.readSigned(rows, start);
    }

    // Most paths have one byte, so theirs is looked at before anything else is asked.
    static int value(byte[] rows, int start, int end, int path) {
        int at = Varints.end(rows, start);
        while (at < end) {
            int found = rows[at];
            if (found < 0) {
                found = (int) Varints.read(rows, at);
                at = Varints.end(rows, at);
            } else {
                at++;
            }
            if (found == path) {
                return (int) Varints.read(rows, at);
            }
            at = Varints.end(rows, at);
        }
        return Vocabulary.NONE;
    }

    static void forEach(byte[] rows, int start, int end, EventView.Pairs pairs) {
        int at = Varints.end(rows, start);
        while (at < end) {
            int path = (int) Varints.read(rows, at);
            at = Varints.end(rows, at);
            pairs.take(path, (int) Varints.read(rows, at));
            at = Varints.end(rows, at);
        }
    }
}
