package io.footfall.question.retention;

import io.footfall.question.Compare;
import io.footfall.question.Decimals;
import io.footfall.question.Finish;
import io.footfall.question.Intervals;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.PeriodClock;
import io.footfall.question.RowNames;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a retention: by value in rank, {@code (other)} last, then by cohort and offset, all cohorts together last. */
final class RetentionAnswer {
    /** What names the rows of all cohorts together. */
    static final String ALL = Intervals.ALL_COHORTS;

    /** The most rows an answer may have. */
    private static final int ROWS_MAX = 10_000;

    private final RetentionQuestion question;
    private final Finish finish;
    private final Cohorts cohorts;
    private final @Nullable Cohorts earlier;

    RetentionAnswer(RetentionQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
        this.cohorts = new Cohorts(question, finish);
        this.earlier = finish.previous() == null ? null : new Cohorts(question, finish.previous());
    }

    Table table() {
        int[] values = values();
        long cohortCount = Math.max(0L, (long) cohorts.last() - cohorts.first() + 1);
        if ((cohortCount + 1) * (question.periods() + 1) * Math.max(1, values.length) > ROWS_MAX) {
            throw new InvalidQuestionException(
                    "too_many_rows",
                    "the answer has more than " + ROWS_MAX + " rows; ask for a longer interval than "
                            + question.interval().word()
                            + ", fewer periods, a shorter period, or a lower limit of values");
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int value : values) {
            for (int cohort = cohorts.first(); cohort <= cohorts.last(); cohort++) {
                for (int offset = 0; offset <= question.periods(); offset++) {
                    rows.add(row(value, cohort, offset));
                }
            }
            for (int offset = 0; offset <= question.periods(); offset++) {
                rows.add(rowOfAll(value, offset));
            }
        }
        return table(rows);
    }

    private Table table(List<@Nullable Object[]> rows) {
        List<String> fields = new ArrayList<>(List.of(RetentionMembers.COHORT));
        if (question.by().isPresent()) {
            fields.add(RetentionMembers.BY);
        }
        fields.add(RetentionMembers.OFFSET);
        int keys = fields.size();
        fields.addAll(List.of("size", "customers", "rate", "complete"));
        if (earlier != null) {
            fields.add("previous");
        }
        return new Table(fields, keys, rows);
    }

    private @Nullable Object[] row(int by, int cohort, int offset) {
        return cells(
                cohorts.numbers().written(cohort),
                by,
                offset,
                new Cell(cohorts.size(by, cohort), cohorts.customers(by, cohort, offset)),
                cohorts.isComplete(by, cohort, offset),
                earlier == null ? 0 : earlier.customers(by, earlierCohort(earlier, cohort), offset));
    }

    private @Nullable Object[] rowOfAll(int by, int offset) {
        return cells(
                ALL,
                by,
                offset,
                all(cohorts, by, offset),
                true,
                earlier == null ? 0 : all(earlier, by, offset).customers());
    }

    private @Nullable Object[] cells(String cohort, int by, int offset, Cell cell, boolean isComplete, long previous) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(cohort);
        if (question.by().isPresent()) {
            cells.add(RowNames.of(by, finish.vocabulary()));
        }
        cells.add((long) offset);
        cells.add(cell.size());
        cells.add(cell.customers());
        cells.add(cell.rate());
        cells.add(isComplete);
        if (earlier != null) {
            cells.add(previous);
        }
        return cells.toArray();
    }

    /** The complete cells of an offset together. */
    private static Cell all(Cohorts of, int by, int offset) {
        long size = 0;
        long customers = 0;
        for (int cohort = of.first(); cohort <= of.last(); cohort++) {
            if (of.isComplete(by, cohort, offset)) {
                size += of.size(by, cohort);
                customers += of.customers(by, cohort, offset);
            }
        }
        return new Cell(size, customers);
    }

    /**
     * How many came back of how many.
     *
     * @param size of how many
     * @param customers how many
     */
    private record Cell(long size, long customers) {
        @Nullable
        BigDecimal rate() {
            return size == 0 ? null : Decimals.quotient(BigDecimal.valueOf(customers), size);
        }
    }

    /** The cohort of the earlier stretch that one is set beside. */
    private int earlierCohort(Cohorts of, int cohort) {
        Compare compare = question.scope().compare();
        if (compare == Compare.PREVIOUS) {
            return of.first() + cohort - cohorts.first();
        }
        ZoneId zone = question.scope().zone();
        long start = cohorts.numbers().start(cohort);
        return of.numbers().of(PeriodClock.moved(compare, finish.range(), zone, start));
    }

    private int[] values() {
        if (question.by().isEmpty()) {
            return new int[] {Vocabulary.NONE};
        }
        Top top = finish.top();
        if (top == null) {
            throw new IllegalArgumentException("rows by a property need its top values");
        }
        return top.rows();
    }
}
