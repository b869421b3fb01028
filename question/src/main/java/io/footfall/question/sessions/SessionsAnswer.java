package io.footfall.question.sessions;

import io.footfall.question.Decimals;
import io.footfall.question.Finish;
import io.footfall.question.Intervals;
import io.footfall.question.Quantiles;
import io.footfall.question.RowNames;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of sessions: by value in rank, {@code (other)} last, then along time, without a gap. */
final class SessionsAnswer {
    private final SessionsQuestion question;
    private final Finish finish;
    private final Sum sum;
    private final Intervals intervals;

    SessionsAnswer(SessionsQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.sum = finish.sum();
        this.intervals = new Intervals(question.interval(), question.scope());
    }

    Table table() {
        int[] values = values();
        int[] buckets = intervals.of(finish, values.length);
        String[] starts = intervals.starts(buckets);
        Finish previous = finish.previous();
        int[] earlier = previous == null ? buckets : intervals.previous(buckets, finish, previous);
        List<@Nullable Object[]> rows = new ArrayList<>(values.length * buckets.length);
        for (int by : values) {
            for (int i = 0; i < buckets.length; i++) {
                List<@Nullable Object> cells = new ArrayList<>();
                if (intervals.areCut()) {
                    cells.add(starts[i]);
                }
                if (question.by().isPresent()) {
                    cells.add(RowNames.of(by, finish.vocabulary()));
                }
                addFigures(cells, by, buckets[i]);
                if (previous != null) {
                    cells.add(previous.sum().count(SessionsRows.sessions(by, earlier[i])));
                }
                rows.add(cells.toArray());
            }
        }
        List<String> fields = fields();
        return new Table(fields, fields.indexOf("sessions"), rows);
    }

    private int[] values() {
        Top top = finish.top();
        return top == null ? new int[] {Vocabulary.NONE} : top.rows();
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        if (intervals.areCut()) {
            fields.add(Intervals.AT);
        }
        if (question.by().isPresent()) {
            fields.add("by");
        }
        fields.addAll(
                List.of("sessions", "customers", "bounceRate", "eventsPerSession", "medianSeconds", "p90Seconds"));
        if (finish.previous() != null) {
            fields.add("previous");
        }
        return fields;
    }

    private void addFigures(List<@Nullable Object> cells, int by, int bucket) {
        long sessions = sum.count(SessionsRows.sessions(by, bucket));
        Quantiles millis = sum.quantiles(SessionsRows.millis(by, bucket));
        cells.add(sessions);
        cells.add(sum.count(SessionsRows.customers(by, bucket)));
        cells.add(each(sum.count(SessionsRows.bounces(by, bucket)), sessions));
        cells.add(each(sum.count(SessionsRows.events(by, bucket)), sessions));
        cells.add(millis.isEmpty() ? null : Decimals.seconds(millis.at(50)));
        cells.add(millis.isEmpty() ? null : Decimals.seconds(millis.at(90)));
    }

    private static @Nullable BigDecimal each(long count, long sessions) {
        return sessions == 0 ? null : Decimals.quotient(BigDecimal.valueOf(count), sessions);
    }
}
