package io.footfall.question.paths;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
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
 * What customers do after something, or did before it, link by link.
 *
 * @param scope when and for whom, and the gap that ends a session
 * @param anchor where paths begin, or end
 * @param isBackwards whether they end there
 * @param steps how many links are kept, 1 to {@value #STEPS_MAX}
 * @param stretch what a path goes through
 * @param hide the names of events that are left out of paths
 * @param property the path by whose values nodes are named; empty for the names of events
 */
public record PathsQuestion(
        Scope scope,
        Selector anchor,
        boolean isBackwards,
        int steps,
        Stretch stretch,
        List<String> hide,
        Optional<String> property)
        implements Question {
    /** The kind as it is written in JSON. */
    public static final String KIND = "paths";

    /** How many links are kept where the question does not say. */
    public static final int STEPS_DEFAULT = 5;

    /** The most links that are kept. */
    public static final int STEPS_MAX = PathsRows.STEPS_MAX;

    /** The most names that may be hidden. */
    public static final int HIDE_MAX = 100;

    static final String STEP = "step";
    static final String FROM = "from";
    static final String TO = "to";

    /** What a path goes through. */
    public enum Stretch {
        /** One session, wherever in the period it begins. */
        SESSION("session"),
        /** All that a customer does in the period. */
        PERIOD("period");

        private final String word;

        Stretch(String word) {
            this.word = word;
        }

        /** How it is written in JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * Copies the list.
     *
     * @throws InvalidQuestionException if there are too few or too many steps
     */
    public PathsQuestion {
        hide = List.copyOf(hide);
        if (steps < 1 || steps > STEPS_MAX) {
            throw new InvalidQuestionException(
                    "invalid_question", "steps is " + steps + "; expected a whole number from 1 to " + STEPS_MAX);
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
    public Optional<Ranking> ranking() {
        return Optional.empty();
    }

    @Override
    public List<Selector> selectors() {
        return List.of(anchor, Selector.ANY);
    }

    @Override
    public Reads reads() {
        Reads reads =
                Reads.of(scope, List.of(anchor, Selector.ANY), property.stream().toList());
        return stretch == Stretch.SESSION ? reads.cuttingSessions() : reads;
    }

    /** Where the period slides, the first event of a path leaves it before the others do. */
    @Override
    public boolean isDatedByEvents() {
        return stretch == Stretch.SESSION || !(scope.period() instanceof Period.Last);
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new PathsFold(this, context);
    }

    @Override
    public Table finish(Finish finish) {
        return new PathsAnswer(this, finish).table();
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return new PathsMembers(this).row(key, vocabulary);
    }

    @Override
    public String definition() {
        return PathsDefinition.of(this);
    }
}
