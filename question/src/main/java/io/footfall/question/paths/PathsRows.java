package io.footfall.question.paths;

import io.footfall.question.Row;
import io.footfall.timeline.Vocabulary;

/**
 * The rows of a sum of paths: two figures for each link, which is named by its step and the numbers of its two nodes: the one nearer
 * to where the path begins or ends, and the one further from there.
 */
final class PathsRows {
    /** In the place of the further node: the path stops. No node is an object, whose number this is. */
    static final int STOP = Vocabulary.STRUCTURE;

    /** The most steps that a row can name. */
    static final int STEPS_MAX = 15;

    private static final int OCCURRENCES = 0;
    private static final int CUSTOMERS = 1;
    private static final int NODE_BITS = 28;

    private PathsRows() {}

    /** How often a path takes a link. */
    static long occurrences(int step, int near, int far) {
        return row(step, near, far, OCCURRENCES);
    }

    /** The customers who do. */
    static long customers(int step, int near, int far) {
        return row(step, near, far, CUSTOMERS);
    }

    /** The customers who take the link of a row of occurrences. */
    static long customers(long occurrences) {
        return Row.of(Row.by(occurrences), Row.bucket(occurrences), CUSTOMERS, Row.COUNT);
    }

    static boolean isOfOccurrences(long row) {
        return Row.slot(row) == OCCURRENCES;
    }

    static int step(long row) {
        return Row.bucket(row) >>> NODE_BITS;
    }

    static int near(long row) {
        return Row.by(row);
    }

    static int far(long row) {
        return Row.bucket(row) & ((1 << NODE_BITS) - 1);
    }

    private static long row(int step, int near, int far, int slot) {
        return Row.of(near, step << NODE_BITS | far, slot, Row.COUNT);
    }
}
