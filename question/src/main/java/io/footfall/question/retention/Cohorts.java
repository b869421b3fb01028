package io.footfall.question.retention;

import io.footfall.question.AsOf;
import io.footfall.question.Finish;
import io.footfall.question.Range;
import io.footfall.question.Sum;
import it.unimi.dsi.fastutil.longs.LongIterator;

/** What the sum of a retention says of each cohort at an as-of. */
final class Cohorts {
    private final RetentionQuestion question;
    private final Sum sum;
    private final AsOf asOf;
    private final IntervalNumbers numbers;
    private final Offsets offsets;
    private final int first;
    private final int last;

    Cohorts(RetentionQuestion question, Finish finish) {
        this.question = question;
        this.sum = finish.sum();
        this.asOf = finish.asOf();
        this.numbers = new IntervalNumbers(question.interval(), question.scope().zone());
        this.offsets = Offsets.of(question);
        Range range = finish.range();
        if (range.isAll()) {
            Extent extent = new Extent();
            sum.forEachRow(extent::take);
            first = extent.first;
            last = extent.last;
        } else {
            first = numbers.of(range.from());
            last = numbers.of(range.to() - 1);
        }
    }

    /** The number of the first cohort: of the period, or of all time the oldest that has members. */
    int first() {
        return first;
    }

    /** The number of the last one, which is before the first if there is none. */
    int last() {
        return last;
    }

    /** Numbers the intervals. */
    IntervalNumbers numbers() {
        return numbers;
    }

    /** How many members a cohort has. */
    long size(int by, int cohort) {
        return sum.count(RetentionRows.size(by, cohort));
    }

    /** How many of them came back at an offset. */
    long customers(int by, int cohort, int offset) {
        return sum.count(RetentionRows.customers(by, cohort, offset));
    }

    /** Whether the interval at an offset is over for all members. */
    boolean isComplete(int by, int cohort, int offset) {
        if (size(by, cohort) == 0) {
            return true;
        }
        if (question.basis() == Basis.CALENDAR) {
            return numbers.start(cohort + offset + 1) <= asOf.millis();
        }
        // Nobody began before the cohort's interval, or after it.
        long start = numbers.start(cohort);
        if (offsets.end(start, offset, start) > asOf.millis()) {
            return false;
        }
        long next = numbers.start(cohort + 1);
        return offsets.end(next, offset, next) <= asOf.millis() || areAllOver(by, cohort, offset, start);
    }

    private boolean areAllOver(int by, int cohort, int offset, long start) {
        LongIterator origins =
                sum.distinctValues(RetentionRows.origins(by, cohort)).keySet().iterator();
        while (origins.hasNext()) {
            long origin = start + origins.nextLong();
            if (offsets.end(origin, offset, origin) > asOf.millis()) {
                return false;
            }
        }
        return true;
    }

    /** The first and the last cohort that has members. */
    private static final class Extent {
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;

        void take(long row) {
            first = Math.min(first, RetentionRows.cohort(row));
            last = Math.max(last, RetentionRows.cohort(row));
        }
    }
}
