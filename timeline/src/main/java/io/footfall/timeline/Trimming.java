package io.footfall.timeline;

import io.footfall.event.ByteSink;
import java.util.Arrays;

/** Copies events without what they say under some paths. */
final class Trimming {
    private final boolean[] leftOut;
    private final ByteSink row = new ByteSink(512);

    /** A copying that leaves out the paths with these numbers. */
    Trimming(boolean[] leftOut) {
        this.leftOut = leftOut;
    }

    /** The same events, in columns that are just large enough. */
    Columns copy(Columns from) {
        Columns copy = new Columns(from.count, from.rowBytes());
        for (int i = 0; i < from.count; i++) {
            row.clear();
            row.putSigned(Rows.receivedAfter(from.rows, from.rowStart(i)));
            Rows.forEach(from.rows, from.rowStart(i), from.rowEnds[i], this::pair);
            copy.add(
                    from.timestamps[i],
                    from.sequences[i],
                    from.fingerprints[i],
                    from.contents[i],
                    from.names[i],
                    from.types[i],
                    row.array(),
                    0,
                    row.size());
        }
        copy.rows = Arrays.copyOf(copy.rows, copy.rowBytes());
        return copy;
    }

    private void pair(int path, int value) {
        if (path >= leftOut.length || !leftOut[path]) {
            row.putVarint(path);
            row.putVarint(value);
        }
    }
}
