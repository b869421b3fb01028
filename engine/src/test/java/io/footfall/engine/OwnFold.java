package io.footfall.engine;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question with a fold of its own, such as one that fails or waits.
 *
 * @param asked what it is otherwise
 * @param folds makes its folds
 */
record OwnFold(Question asked, Function<FoldContext, Fold<?>> folds) implements Question {
    @Override
    public String kind() {
        return asked.kind();
    }

    @Override
    public Scope scope() {
        return asked.scope();
    }

    @Override
    public Optional<Breakdown> by() {
        return asked.by();
    }

    @Override
    public List<Selector> selectors() {
        return asked.selectors();
    }

    @Override
    public Reads reads() {
        return asked.reads();
    }

    @Override
    public Optional<Ranking> ranking() {
        return asked.ranking();
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return folds.apply(context);
    }

    @Override
    public Table finish(Finish finish) {
        return asked.finish(finish);
    }

    @Override
    public long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return asked.members(key, vocabulary, top, range);
    }

    @Override
    public String definition() {
        return asked.definition();
    }
}
