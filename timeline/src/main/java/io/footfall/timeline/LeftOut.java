package io.footfall.timeline;

import io.footfall.timeline.Packed.Kind;
import java.util.Arrays;

/** The paths of which events are packed without what they say under them. */
final class LeftOut {
    /** No path. */
    static final LeftOut NOTHING = new LeftOut();

    private final boolean[] are;

    /** The paths with some numbers. */
    LeftOut(int... paths) {
        are = new boolean[Arrays.stream(paths).max().orElse(-1) + 1];
        for (int path : paths) {
            are[path] = true;
        }
    }

    boolean has(int path) {
        return path < are.length && are[path];
    }

    /** A kind without the columns of these paths; its rows may have something under them still. */
    Kind without(Kind kind) {
        int[] paths = new int[kind.paths.length];
        Narrow[] columns = new Narrow[paths.length];
        int kept = 0;
        for (int i = 0; i < paths.length; i++) {
            if (!has(kind.paths[i])) {
                paths[kept] = kind.paths[i];
                columns[kept++] = kind.columns[i];
            }
        }
        return kept == paths.length
                ? kind
                : new Kind(
                        kind.name,
                        kind.type,
                        kind.count,
                        Arrays.copyOf(paths, kept),
                        Arrays.copyOf(columns, kept),
                        kind.rowEnds,
                        kind.rows);
    }
}
