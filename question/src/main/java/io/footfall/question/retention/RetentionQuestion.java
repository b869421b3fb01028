package io.footfall.question.retention;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Of those who began in an interval, how many came back how many intervals later.
 *
 * @param scope period, zone, filter and comparison; the period limits starts only
 * @param start the events that begin
 * @param comeback the events by which a customer comes back
 * @param interval what cohorts and offsets are cut into: day, week or month
 * @param periods the largest offset, 1 to {@value #PERIODS_MAX}
 * @param mode which returns count at an offset
 * @param basis what the intervals after a start are
 * @param starting which starts make members
 * @param by the property of the start by whose value the answer is split
 */
public record RetentionQuestion(
        Scope scope,
        Selector start,
        Selector comeback,
        Interval interval,
        int periods,
        Mode mode,
        Basis basis,
        Starting starting,
        Optional<Breakdown> by)
        implements Question {
    /** The kind as it is written in JSON. */
    public static final String KIND = "retention";

    /** The intervals that cohorts may be cut into. */
    public static final List<Interval> INTERVALS = List.of(Interval.DAY, Interval.WEEK, Interval.MONTH);

    /** The largest offset where the question does not say. */
    public static final int PERIODS_DEFAULT = 12;

    /** The largest offset there may be. */
    public static final int PERIODS_MAX = 366;

    private static final int MINUTE = 60;

    /**
     * Checks what the words of JSON do not.
     *
     * @throws InvalidQuestionException if the interval is none of {@link #INTERVALS}, or the offsets are too many
     */
    public RetentionQuestion {
        if (!INTERVALS.contains(interval)) {
            throw new InvalidQuestionException(
                    "invalid_question", "the interval of a retention is day, week or month, not " + interval.word());
        }
        if (periods < 1 || periods > PERIODS_MAX) {
            throw new InvalidQuestionException(
                    "invalid_question", "periods is from 1 to " + PERIODS_MAX + ", not " + periods);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Selector> selectors() {
        return List.of(start, comeback);
    }

    @Override
    public Reads reads() {
        return Reads.of(scope, List.of(start, comeback), List.of(), by);
    }

    /** Values rank by the size of all their cohorts. */
    @Override
    public Optional<Ranking> ranking() {
        return by.map(breakdown -> new RetentionSizes(this));
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new RetentionFold(this, context, false);
    }

    /** Cells become complete as time passes. */
    @Override
    public long sameUntil(Finish finish) {
        long second = finish.asOf().second();
        if (basis == Basis.ROLLING) {
            return second + 1;
        }
        long next = new IntervalClock(interval, scope.zone()).next(finish.asOf().millis()) / 1000;
        // The as-of of the earlier stretch moves by the minute.
        return scope.compare() == Compare.NONE ? next : Math.min(next, (second / MINUTE + 1) * MINUTE);
    }

    @Override
    public Table finish(Finish finish) {
        return new RetentionAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return new RetentionMembers(this, range).row(key, vocabulary, top);
    }

    @Override
    public LongSet memberRows(
            RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range, Supplier<Finish> answered) {
        RetentionMembers members = new RetentionMembers(this, range);
        return members.isOfAll(key) && starting == Starting.FIRST_EVER
                ? members.rowsOfAll(key, vocabulary, top, new Cohorts(this, answered.get()))
                : memberRows(key, vocabulary, top, range);
    }

    @Override
    public String definition() {
        return RetentionDefinition.of(this);
    }
}
