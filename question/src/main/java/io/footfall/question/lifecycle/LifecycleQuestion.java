package io.footfall.question.lifecycle;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many customers of each interval are new, have stayed, have come back and have gone.
 *
 * @param scope period, zone and filter; the period says which intervals have rows, each of which is whole
 * @param selector the events by which a customer is active
 * @param interval what the rows are cut into: hour, day, week or month
 */
public record LifecycleQuestion(Scope scope, Selector selector, Interval interval) implements Question {
    /** The kind as it is written in JSON. */
    public static final String KIND = "lifecycle";

    /** The intervals that rows may be cut into. */
    public static final List<Interval> INTERVALS = List.of(Interval.HOUR, Interval.DAY, Interval.WEEK, Interval.MONTH);

    /**
     * Checks what the words of JSON do not.
     *
     * @throws InvalidQuestionException if the interval is none of {@link #INTERVALS}, or there is a comparison
     */
    public LifecycleQuestion {
        if (!INTERVALS.contains(interval)) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "the interval of a lifecycle is hour, day, week or month, not " + interval.word());
        }
        if (scope.compare() != Compare.NONE) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "a lifecycle takes no compare, for its rows have several numbers; a longer period shows the intervals"
                            + " before");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Breakdown> by() {
        return Optional.empty();
    }

    @Override
    public List<Selector> selectors() {
        return List.of(selector);
    }

    @Override
    public Reads reads() {
        return Reads.of(scope, List.of(selector), List.of());
    }

    @Override
    public Optional<Ranking> ranking() {
        return Optional.empty();
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new LifecycleFold(this, context);
    }

    /** Who has gone is said once an interval is over. */
    @Override
    public long sameUntil(Finish finish) {
        return new IntervalClock(interval, scope.zone()).next(finish.asOf().millis()) / 1000;
    }

    @Override
    public Table finish(Finish finish) {
        return new LifecycleAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return new LifecycleMembers(this, range).row(key);
    }

    @Override
    public String definition() {
        return LifecycleDefinition.of(this);
    }
}
