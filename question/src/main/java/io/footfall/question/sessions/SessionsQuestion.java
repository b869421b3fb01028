package io.footfall.question.sessions;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.Intervals;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.RowKey;
import io.footfall.question.RowNames;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many sessions there are, of how many customers, how long and how large they are, and how many bounce.
 *
 * @param scope when and for whom, and the gap that ends a session; the period has the sessions that begin in it
 * @param interval what the rows are cut into along time
 * @param by the property of the first event, or of the session, that splits the rows further
 */
public record SessionsQuestion(Scope scope, Interval interval, Optional<Breakdown> by) implements Question, Ranking {
    /** The kind as it is written in JSON. */
    public static final String KIND = "sessions";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Selector> selectors() {
        return List.of(Selector.ANY);
    }

    @Override
    public Reads reads() {
        Reads reads = Reads.of(scope, List.of(Selector.ANY), List.of(), by);
        return by.flatMap(Breakdown::attribution).isPresent() ? reads.cuttingSessions() : reads.ofWholeSessions();
    }

    /** Values rank by their sessions over the whole period. */
    @Override
    public Optional<Ranking> ranking() {
        return by.map(breakdown -> new SessionsQuestion(scope.withoutCompare(), Interval.NONE, by));
    }

    @Override
    public Top top(Finish finish) {
        return Top.ofMost(
                finish.sum(),
                value -> finish.sum().count(SessionsRows.sessions(value, 0)),
                by.map(Breakdown::limit).orElseThrow(),
                finish.vocabulary());
    }

    @Override
    public Optional<Sum> fromRanking(Sum ranks, Top top) {
        return interval == Interval.NONE && !top.hasOther() ? Optional.of(ranks) : Optional.empty();
    }

    @Override
    public void requirePinnable() {
        if (interval != Interval.NONE && scope.period() instanceof Period.All) {
            throw new InvalidQuestionException(
                    "invalid_question",
                    "pinned sessions with the interval " + interval.word()
                            + " need a period, such as {\"last\": \"30d\"}");
        }
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new SessionsFold(this, context);
    }

    @Override
    public Table finish(Finish finish) {
        return new SessionsAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        Intervals intervals = new Intervals(interval, scope);
        Set<String> expected = new HashSet<>();
        if (intervals.areCut()) {
            expected.add(Intervals.AT);
        }
        if (top != null) {
            expected.add("by");
        }
        key.requireOnly(expected);
        int bucket = intervals.bucket(key, range);
        return SessionsRows.customers(top == null ? Vocabulary.NONE : RowNames.number(key, top, vocabulary), bucket);
    }

    @Override
    public String definition() {
        return SessionsDefinition.of(this);
    }
}
