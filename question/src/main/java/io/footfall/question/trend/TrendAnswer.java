package io.footfall.question.trend;

import io.footfall.question.Compare;
import io.footfall.question.Finish;
import io.footfall.question.Instants;
import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.PeriodClock;
import io.footfall.question.Range;
import io.footfall.question.Row;
import io.footfall.question.RowNames;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a trend: by value in rank, {@code (other)} last, then along time, without a gap. */
final class TrendAnswer {
    /** The most rows an answer may have. */
    static final int ROWS_MAX = 10_000;

    private final TrendQuestion question;
    private final Finish finish;
    private final ZoneId zone;

    TrendAnswer(TrendQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.zone = question.scope().zone();
    }

    Table table() {
        int[] values = values();
        int[] buckets = buckets(finish, values.length);
        TrendFigures figures = new TrendFigures(question, finish.sum(), finish.vocabulary());
        List<@Nullable Object[]> rows = new ArrayList<>(values.length * buckets.length);
        Finish previous = finish.previous();
        int[] previousBuckets = previous == null ? buckets : previousBuckets(buckets, previous);
        TrendFigures previousFigures =
                previous == null ? figures : new TrendFigures(question, previous.sum(), previous.vocabulary());
        String[] starts = starts(buckets);
        for (int value : values) {
            for (int i = 0; i < buckets.length; i++) {
                List<@Nullable Object> cells = new ArrayList<>(4);
                if (question.interval() != Interval.NONE) {
                    cells.add(starts[i]);
                }
                if (question.by().isPresent()) {
                    cells.add(RowNames.of(value, finish.vocabulary()));
                }
                cells.add(figures.of(value, buckets[i]));
                if (previous != null) {
                    cells.add(previousFigures.of(value, previousBuckets[i]));
                }
                rows.add(cells.toArray());
            }
        }
        List<String> fields = fields();
        return new Table(fields, fields.indexOf("value"), rows);
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>(4);
        if (question.interval() != Interval.NONE) {
            fields.add("at");
        }
        if (question.by().isPresent()) {
            fields.add("by");
        }
        fields.add("value");
        if (finish.previous() != null) {
            fields.add("previous");
        }
        return fields;
    }

    private int[] values() {
        if (question.by().isEmpty()) {
            return new int[] {Vocabulary.NONE};
        }
        Top top = finish.top();
        if (top == null) {
            return new TrendRanking(question, finish).top().ranked();
        }
        int[] ranked = top.ranked();
        if (!top.hasOther()) {
            return ranked;
        }
        int[] withOther = Arrays.copyOf(ranked, ranked.length + 1);
        withOther[ranked.length] = Vocabulary.OTHER;
        return withOther;
    }

    /** The intervals of the period; of all time, those from the oldest matching event to the newest. */
    private int[] buckets(Finish of, int values) {
        if (question.interval() == Interval.NONE) {
            return new int[] {0};
        }
        Range range = of.range();
        IntervalClock clock = new IntervalClock(question.interval(), zone);
        if (range.isAll()) {
            Extent extent = new Extent();
            of.sum().forEachRow(extent::take);
            if (extent.first > extent.last) {
                return new int[0];
            }
            range = new Range(clock.startOf(extent.first), clock.startOf(extent.last) + 1);
        }
        int countMax = ROWS_MAX / Math.max(1, values);
        IntArrayList buckets = new IntArrayList();
        for (long at = range.from(); at < range.to(); at = clock.next(at)) {
            if (buckets.size() == countMax) {
                throw new InvalidQuestionException(
                        "too_many_rows",
                        "the answer has more than " + ROWS_MAX + " rows; ask for a longer interval than "
                                + question.interval().word() + ", a shorter period, or a lower limit of values");
            }
            buckets.add(clock.bucket(at));
        }
        return buckets.toIntArray();
    }

    private int[] previousBuckets(int[] buckets, Finish previous) {
        if (question.interval() == Interval.NONE) {
            return buckets;
        }
        IntervalClock clock = new IntervalClock(question.interval(), zone);
        Compare compare = question.scope().compare();
        int[] earlier = new int[buckets.length];
        if (compare == Compare.PREVIOUS) {
            long at = previous.range().from();
            for (int i = 0; i < earlier.length; i++, at = clock.next(at)) {
                earlier[i] = clock.bucket(at);
            }
        } else {
            for (int i = 0; i < earlier.length; i++) {
                long at = clock.startOf(buckets[i]);
                earlier[i] = clock.bucket(PeriodClock.moved(compare, finish.range(), zone, at));
            }
        }
        return earlier;
    }

    private String[] starts(int[] buckets) {
        if (question.interval() == Interval.NONE) {
            return new String[buckets.length];
        }
        IntervalClock clock = new IntervalClock(question.interval(), zone);
        String[] starts = new String[buckets.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = Instants.written(clock.startOf(buckets[i]), zone);
        }
        return starts;
    }

    /** The first and the last bucket that has anything. */
    private static final class Extent {
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;

        void take(long row) {
            if (Row.slot(row) != Row.IGNORED_SLOT) {
                first = Math.min(first, Row.bucket(row));
                last = Math.max(last, Row.bucket(row));
            }
        }
    }
}
