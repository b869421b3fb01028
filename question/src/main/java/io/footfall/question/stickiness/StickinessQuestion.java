package io.footfall.question.stickiness;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
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
import io.footfall.question.Words;
import io.footfall.timeline.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many customers are active in one interval of the period, in two, in three, and so on.
 *
 * @param scope period, zone, filter and comparison
 * @param selector the events by which a customer is active
 * @param interval what is counted: hours, days, weeks or months
 */
public record StickinessQuestion(Scope scope, Selector selector, Interval interval) implements Question {
    /** The kind as it is written in JSON. */
    public static final String KIND = "stickiness";

    /** The intervals that may be counted. */
    public static final List<Interval> INTERVALS = List.of(Interval.HOUR, Interval.DAY, Interval.WEEK, Interval.MONTH);

    static final String ROW = "intervals";

    /**
     * Checks what the words of JSON do not.
     *
     * @throws InvalidQuestionException if the interval is none of {@link #INTERVALS}
     */
    public StickinessQuestion {
        if (!INTERVALS.contains(interval)) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "the interval of a stickiness is hour, day, week or month, not " + interval.word());
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
        return new StickinessFold(this, context);
    }

    @Override
    public Table finish(Finish finish) {
        return new StickinessAnswer(finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        key.requireOnly(Set.of(ROW));
        return StickinessFold.row(key.whole(ROW, 1, Integer.MAX_VALUE));
    }

    @Override
    public String definition() {
        String word = interval.word();
        return "The customers who did " + Words.did(selector) + " in exactly n different " + word
                + "s of the period, for n from 1 on. " + (interval == Interval.WEEK ? "Weeks begin on Monday. " : "")
                + Words.of(scope) + Words.sessions(this);
    }
}
