package io.footfall.question;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.time.ZoneId;
import java.util.LongSummaryStatistics;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;

/** The intervals along time that an answer has rows of, each by the number that {@link IntervalClock#bucket} gives it. */
public final class Intervals {
    /** The most rows an answer may have. */
    public static final int ROWS_MAX = 10_000;

    /** The field that names a row by the start of its interval. */
    public static final String AT = "at";

    /** The field that names a row by the start of the interval in which its customers began. */
    public static final String COHORT = "cohort";

    /** What stands there for all cohorts together. */
    public static final String ALL_COHORTS = "all";

    private final Interval interval;
    private final Scope scope;
    private final ZoneId zone;

    /** Those of a question; without an interval there is one row, of bucket 0. */
    public Intervals(Interval interval, Scope scope) {
        this.interval = interval;
        this.scope = scope;
        this.zone = scope.zone();
    }

    /**
     * The period that an answer states: the question's, or of all time the intervals that have rows, from the start of the first to the end
     * of the last.
     *
     * @param range the question's period
     * @param table the answer's rows
     */
    public static Range stated(Question question, Range range, Table table) {
        int at = Math.max(table.fields().indexOf(AT), table.fields().indexOf(COHORT));
        if (!range.isAll() || question.interval() == Interval.NONE || at < 0) {
            return range;
        }
        ZoneId zone = question.scope().zone();
        LongSummaryStatistics starts = table.rows().stream()
                .map(row -> String.valueOf(row[at]))
                .filter(start -> !start.equals(ALL_COHORTS))
                .mapToLong(start -> Instants.millis(AT, start, zone))
                .summaryStatistics();
        return starts.getCount() == 0
                ? range
                : new Range(starts.getMin(), new IntervalClock(question.interval(), zone).next(starts.getMax()));
    }

    /** Whether rows are cut along time at all. */
    public boolean areCut() {
        return interval != Interval.NONE;
    }

    /**
     * The intervals of the period; of all time, those from the first that the sum has a row of to the last.
     *
     * @param rowsEach how many rows the answer has of each
     * @throws InvalidQuestionException if that makes more than {@link #ROWS_MAX} rows ({@code too_many_rows})
     */
    public int[] of(Finish finish, int rowsEach) {
        return of(finish, rowsEach, row -> Row.slot(row) != Row.IGNORED_SLOT, Row::bucket);
    }

    /**
     * The same, where not every row of the sum says that its interval has anything.
     *
     * @param isOfEvents whether a row does
     * @param bucket the interval of one that does
     */
    public int[] of(Finish finish, int rowsEach, LongPredicate isOfEvents, LongToIntFunction bucket) {
        if (!areCut()) {
            return new int[] {0};
        }
        Range range = finish.range();
        IntervalClock clock = new IntervalClock(interval, zone);
        if (range.isAll()) {
            Extent extent = new Extent();
            finish.sum().forEachRow(row -> {
                if (isOfEvents.test(row)) {
                    extent.take(bucket.applyAsInt(row));
                }
            });
            if (extent.first > extent.last) {
                return new int[0];
            }
            range = new Range(clock.startOf(extent.first), clock.startOf(extent.last) + 1);
        }
        int countMax = ROWS_MAX / Math.max(1, rowsEach);
        IntArrayList buckets = new IntArrayList();
        for (long at = range.from(); at < range.to(); at = clock.next(at)) {
            if (buckets.size() == countMax) {
                throw new InvalidQuestionException(
                        "too_many_rows",
                        "the answer has more than " + ROWS_MAX + " rows; ask for a longer interval than "
                                + interval.word() + ", a shorter period, or a lower limit of values");
            }
            buckets.add(clock.bucket(at));
        }
        return buckets.toIntArray();
    }

    /** The intervals of the earlier stretch, each in the place of the one it is set beside. */
    public int[] previous(int[] buckets, Finish finish, Finish previous) {
        if (!areCut()) {
            return buckets;
        }
        IntervalClock clock = new IntervalClock(interval, zone);
        int[] earlier = new int[buckets.length];
        if (scope.compare() == Compare.PREVIOUS) {
            long at = previous.range().from();
            for (int i = 0; i < earlier.length; i++, at = clock.next(at)) {
                earlier[i] = clock.bucket(at);
            }
        } else {
            for (int i = 0; i < earlier.length; i++) {
                long at = clock.startOf(buckets[i]);
                earlier[i] = clock.bucket(PeriodClock.moved(scope.compare(), finish.range(), zone, at));
            }
        }
        return earlier;
    }

    /** The start of each interval, as rows are named by it; nothing in particular without an interval. */
    public String[] starts(int[] buckets) {
        String[] starts = new String[buckets.length];
        if (areCut()) {
            IntervalClock clock = new IntervalClock(interval, zone);
            for (int i = 0; i < starts.length; i++) {
                starts[i] = Instants.written(clock.startOf(buckets[i]), zone);
            }
        }
        return starts;
    }

    /**
     * The interval that a row is named by in its field {@code at}.
     *
     * @param range the question's period
     * @throws InvalidQuestionException if the answer has no such row
     */
    public int bucket(RowKey key, Range range) {
        if (!areCut()) {
            return 0;
        }
        IntervalClock clock = new IntervalClock(interval, zone);
        long at = key.instant(AT, zone);
        boolean isInPeriod = at < range.to() && clock.next(at) > range.from();
        if (clock.startOf(clock.bucket(at)) != at || !isInPeriod) {
            throw key.noSuchRow(AT, "the start of one of its intervals, as the answer has it");
        }
        return clock.bucket(at);
    }

    /** The first and the last bucket that has anything. */
    private static final class Extent {
        private int first = Integer.MAX_VALUE;
        private int last = Integer.MIN_VALUE;

        void take(int bucket) {
            first = Math.min(first, bucket);
            last = Math.max(last, bucket);
        }
    }
}
