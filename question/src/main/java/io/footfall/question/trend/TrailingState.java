package io.footfall.question.trend;

import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;

/** Until which date one customer is counted already, under each value of the breakdown. */
final class TrailingState {
    private static final int KEPT_MAX = 32;

    private final Int2LongOpenHashMap ends = new Int2LongOpenHashMap(1);
    private long endOfNone = Long.MIN_VALUE;

    TrailingState() {
        ends.defaultReturnValue(Long.MIN_VALUE);
    }

    void clear() {
        endOfNone = Long.MIN_VALUE;
        if (!ends.isEmpty()) {
            ends.clear();
            ends.trim(KEPT_MAX);
        }
    }

    /** The first millisecond after the last date on which the customer is counted under a value. */
    long end(int by) {
        return by == Vocabulary.NONE ? endOfNone : ends.get(by);
    }

    void setEnd(int by, long end) {
        if (by == Vocabulary.NONE) {
            endOfNone = end;
        } else {
            ends.put(by, end);
        }
    }
}
