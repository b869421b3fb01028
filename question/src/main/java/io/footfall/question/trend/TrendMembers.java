package io.footfall.question.trend;

import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the row of the sum whose customers a row of a trend counts. */
final class TrendMembers {
    private static final String AT = "at";

    private final TrendQuestion question;
    private final Range range;

    TrendMembers(TrendQuestion question, Range range) {
        this.question = question;
        this.range = range;
    }

    long row(RowKey key, Vocabulary vocabulary, @Nullable Top top) {
        Set<String> expected = new HashSet<>();
        if (question.interval() != Interval.NONE) {
            expected.add(AT);
        }
        if (top != null) {
            expected.add("by");
        }
        key.requireOnly(expected);
        int bucket = question.interval() == Interval.NONE ? 0 : bucket(key);
        int by = top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary);
        return new TrendRows(question).members(by, bucket);
    }

    private int bucket(RowKey key) {
        ZoneId zone = question.scope().zone();
        IntervalClock clock = new IntervalClock(question.interval(), zone);
        long at = key.instant(AT, zone);
        boolean isInPeriod = at < range.to() && clock.next(at) > range.from();
        if (clock.startOf(clock.bucket(at)) != at || !isInPeriod) {
            throw key.noSuchRow(AT, "the start of one of its intervals, as the answer has it");
        }
        return clock.bucket(at);
    }
}
