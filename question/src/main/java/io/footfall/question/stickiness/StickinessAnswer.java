package io.footfall.question.stickiness;

import io.footfall.question.Finish;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Row;
import io.footfall.question.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a stickiness: from one interval to the most that anyone was active in. */
final class StickinessAnswer {
    private static final int ROWS_MAX = 10_000;

    private final Finish finish;
    private int most;

    StickinessAnswer(Finish finish) {
        this.finish = finish;
        finish.sum().forEachRow(row -> most = Math.max(most, Row.bucket(row)));
    }

    Table table() {
        if (most > ROWS_MAX) {
            throw new InvalidQuestionException(
                    "too_many_rows",
                    "the answer has more than " + ROWS_MAX + " rows; ask for a longer interval, or a shorter period");
        }
        Finish previous = finish.previous();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int intervals = 1; intervals <= most; intervals++) {
            long row = StickinessFold.row(intervals);
            long customers = finish.sum().count(row);
            rows.add(
                    previous == null
                            ? new @Nullable Object[] {(long) intervals, customers}
                            : new @Nullable Object[] {
                                (long) intervals, customers, previous.sum().count(row)
                            });
        }
        List<String> fields = new ArrayList<>(List.of(StickinessQuestion.ROW, "customers"));
        if (previous != null) {
            fields.add("previous");
        }
        return new Table(fields, 1, rows);
    }
}
