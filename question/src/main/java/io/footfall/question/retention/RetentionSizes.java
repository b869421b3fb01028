package io.footfall.question.retention;

import io.footfall.question.Breakdown;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.Row;
import io.footfall.question.RowNames;
import io.footfall.question.Scope;
import io.footfall.question.Sum;
import io.footfall.question.Top;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How large the cohorts of a retention are by the values of its breakdown, all cohorts of a value together.
 *
 * @param question the retention
 */
record RetentionSizes(RetentionQuestion question) implements Ranking {
    @Override
    public Scope scope() {
        return question.scope().withoutCompare();
    }

    @Override
    public Optional<Breakdown> by() {
        return question.by();
    }

    @Override
    public Reads reads() {
        return Reads.of(question.scope(), List.of(question.start()), List.of(), question.by());
    }

    @Override
    public Fold<?> fold(FoldContext context) {
        return new RetentionFold(question, context, true);
    }

    @Override
    public Top top(Finish finish) {
        Sum sum = finish.sum();
        IntOpenHashSet values = new IntOpenHashSet();
        sum.forEachRow(row -> values.add(Row.by(row)));
        boolean isOtherThere = values.remove(Vocabulary.OTHER);
        int limit = question.by().map(Breakdown::limit).orElseThrow();
        Comparator<Integer> largest = Comparator.comparingLong(by -> -sum.count(RetentionRows.size(by)));
        int[] ranked = values.intStream()
                .boxed()
                .sorted(largest.thenComparing(RowNames.ascending(finish.vocabulary())))
                .limit(limit)
                .mapToInt(by -> by)
                .toArray();
        return new Top(ranked, isOtherThere || values.size() > limit);
    }
}
