package io.footfall.question.trend;

import io.footfall.question.Intervals;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the row of the sum whose customers a row of a trend counts. */
final class TrendMembers {
    private final TrendForm question;
    private final Range range;

    TrendMembers(TrendForm question, Range range) {
        this.question = question;
        this.range = range;
    }

    /**
     * Which row of the answer is meant.
     *
     * @param by the number of its value
     * @param bucket its interval
     */
    record Place(int by, int bucket) {}

    Place place(RowKey key, Vocabulary vocabulary, @Nullable Top top) {
        Intervals intervals = new Intervals(question.interval(), question.scope());
        Set<String> expected = new HashSet<>();
        if (intervals.areCut()) {
            expected.add(Intervals.AT);
        }
        if (top != null) {
            expected.add("by");
        }
        key.requireOnly(expected);
        int bucket = intervals.bucket(key, range);
        int by = top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary);
        return new Place(by, bucket);
    }
}
