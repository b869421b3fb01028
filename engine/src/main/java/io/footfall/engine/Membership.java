package io.footfall.engine;

import io.footfall.question.Activity;
import io.footfall.question.Audience;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Folding;
import io.footfall.question.Of;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Robots;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Vocabulary;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Judges which customers a question is of: folds each for the question's audience, at the moment at which it is asked. For one
 * thread.
 *
 * @param <S> the state of the audience's fold
 */
final class Membership<S> implements IntPredicate {
    private final Fold<S> fold;
    private final S state;
    private final TimelineReader reader;
    private final Robots robots;
    private final Changes changes;
    private long found;

    private Membership(Fold<S> fold, TimelineReader reader, Robots robots, long memberRow, long asOfSecond) {
        this.robots = robots;
        this.fold = fold;
        this.state = fold.start();
        this.reader = reader;
        this.changes = (second, row, value, n) -> {
            if (row == memberRow && second <= asOfSecond) {
                found += n;
            }
        };
    }

    /** Those whom a question with this scope is of. */
    static IntPredicate of(Scope scope, Moment moment, Set<String> passiveEvents) {
        Optional<Of> of = scope.of();
        if (of.isEmpty()) {
            return customer -> true;
        }
        Audience audience = of.get().audience();
        Vocabulary vocabulary = moment.view().vocabulary();
        FoldContext context = FoldContext.asked(
                moment.view(), Range.ALL, null, new Activity(vocabulary, passiveEvents), moment.second());
        NameSet names = audience.reads().nameSet(vocabulary);
        TimelineReader reader = new TimelineReader(moment.view(), moment.endMillis(), names);
        return new Membership<>(
                Folding.of(audience, context),
                reader,
                audience.scope().robots(),
                audience.memberRow(),
                moment.second());
    }

    @Override
    public boolean test(int customer) {
        reader.open(customer, robots);
        fold.clear(state);
        found = 0;
        fold.takeAll(state, reader, changes);
        return found > 0;
    }
}
