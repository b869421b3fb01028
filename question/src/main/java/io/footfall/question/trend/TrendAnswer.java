package io.footfall.question.trend;

import io.footfall.question.Finish;
import io.footfall.question.Intervals;
import io.footfall.question.RowNames;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a trend: by value in rank, {@code (other)} last, then along time, without a gap. */
final class TrendAnswer {
    private final TrendForm question;
    private final Finish finish;
    private final Intervals intervals;

    TrendAnswer(TrendForm question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.intervals = new Intervals(question.interval(), question.scope());
    }

    Table table() {
        int[] values = values();
        int[] buckets = intervals.of(finish, values.length, question::isOfEvents, question::bucket);
        Figures figures = question.figures(Cells.of(finish.sum()), finish.vocabulary());
        List<@Nullable Object[]> rows = new ArrayList<>(values.length * buckets.length);
        Finish previous = finish.previous();
        int[] previousBuckets = previous == null ? buckets : intervals.previous(buckets, finish, previous);
        Figures previousFigures =
                previous == null ? figures : question.figures(Cells.of(previous.sum()), previous.vocabulary());
        String[] starts = intervals.starts(buckets);
        for (int value : values) {
            for (int i = 0; i < buckets.length; i++) {
                List<@Nullable Object> cells = new ArrayList<>(4);
                if (intervals.areCut()) {
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
        if (intervals.areCut()) {
            fields.add(Intervals.AT);
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
        return top == null ? new TrendRanking(question, finish).top().ranked() : top.rows();
    }
}
