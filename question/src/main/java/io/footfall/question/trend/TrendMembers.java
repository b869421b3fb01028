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
    private final TrendQuestion question;
    private final Range range;

    TrendMembers(TrendQuestion question, Range range) {
        this.question = question;
        this.range = range;
    }

    long row(RowKey key, Vocabulary vocabulary, @Nullable Top top) {
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
        return new TrendRows(question).members(by, bucket);
    }
}
