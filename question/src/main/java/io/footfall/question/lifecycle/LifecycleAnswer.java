package io.footfall.question.lifecycle;

import io.footfall.question.Finish;
import io.footfall.question.Instants;
import io.footfall.question.IntervalClock;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a lifecycle: one for each interval of the period; of all time, from the oldest event's to the newest's. */
final class LifecycleAnswer {
    private static final int ROWS_MAX = 10_000;

    private final LifecycleQuestion question;
    private final Finish finish;
    private final IntervalClock clock;

    LifecycleAnswer(LifecycleQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.clock = new IntervalClock(question.interval(), question.scope().zone());
    }

    Table table() {
        Range range = finish.range().isAll() ? extent() : finish.range();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long at = range.from(); at < range.to(); at = clock.next(at)) {
            if (rows.size() == ROWS_MAX) {
                throw new InvalidQuestionException(
                        "too_many_rows",
                        "the answer has more than " + ROWS_MAX + " rows; ask for a longer interval than "
                                + question.interval().word() + ", or a shorter period");
            }
            rows.add(row(clock.start(at)));
        }
        List<String> fields = new ArrayList<>(List.of(LifecycleMembers.AT));
        for (Standing standing : Standing.values()) {
            fields.add(standing.word());
        }
        return new Table(fields, 1, rows);
    }

    private @Nullable Object[] row(long at) {
        Sum sum = finish.sum();
        ZoneId zone = question.scope().zone();
        int interval = clock.bucket(at);
        boolean isOver = clock.next(at) <= finish.asOf().millis();
        return new @Nullable Object[] {
            Instants.written(at, zone),
            sum.count(LifecycleRows.customers(interval, Standing.NEW)),
            sum.count(LifecycleRows.customers(interval, Standing.RETURNING)),
            sum.count(LifecycleRows.customers(interval, Standing.RESURRECTING)),
            isOver ? -sum.count(LifecycleRows.customers(interval, Standing.DORMANT)) : null
        };
    }

    private Range extent() {
        Extent extent = new Extent();
        finish.sum().forEachRow(extent::take);
        return extent.first > extent.last
                ? new Range(Long.MAX_VALUE, Long.MAX_VALUE)
                : new Range(clock.startOf(extent.first), clock.startOf(extent.last) + 1);
    }

    /** The first and the last interval in which anyone was active. */
    private static final class Extent {
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;

        void take(long row) {
            if (LifecycleRows.isActive(row)) {
                first = Math.min(first, LifecycleRows.interval(row));
                last = Math.max(last, LifecycleRows.interval(row));
            }
        }
    }
}
