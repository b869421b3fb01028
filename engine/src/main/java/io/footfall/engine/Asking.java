package io.footfall.engine;

import io.footfall.question.Activity;
import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.question.Changes;
import io.footfall.question.Compare;
import io.footfall.question.Finish;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Foldable;
import io.footfall.question.Folding;
import io.footfall.question.Intervals;
import io.footfall.question.LeftOut;
import io.footfall.question.LookedUp;
import io.footfall.question.PeriodClock;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.Ranking;
import io.footfall.question.Reads;
import io.footfall.question.Row;
import io.footfall.question.Scope;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.question.Top;
import io.footfall.timeline.EventsReader;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Robots;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a question by folding everyone: at once, exactly, at a moment. */
final class Asking {
    private final Scan scan;
    private final Set<String> passiveEvents;
    private final LongSupplier millis;

    Asking(Scan scan, Set<String> passiveEvents, LongSupplier millis) {
        this.scan = scan;
        this.passiveEvents = passiveEvents;
        this.millis = millis;
    }

    /** The answer at a moment. */
    Answer answer(Question question, Moment moment) {
        List<LookedUp> lookedUp = lookedUp(question, moment.view());
        Scope scope = question.scope();
        Range range = PeriodClock.resolve(scope.period(), scope.zone(), moment.second());
        Counted counted = count(question, moment, range);
        Top top = counted.top();
        Sum sum = counted.sum();
        Vocabulary vocabulary = moment.view().vocabulary();
        Finish previous = previous(question, moment, top);
        requireComplete(question, moment.view());
        Finish finish = new Finish(vocabulary, moment.asOf(), range, sum, top, previous);
        Table table = question.finish(finish);
        return new Answer(
                question,
                Intervals.stated(question, range, table),
                moment.asOf(),
                moment.eventTime(),
                millis.getAsLong(),
                sum.count(Row.IGNORED),
                table,
                question.aside(finish),
                sum.robots(),
                lookedUp,
                moment.view().historyFrom(),
                false);
    }

    /** The values of a question's breakdown that have rows at a moment; null without a breakdown. */
    @Nullable
    Top top(Question question, Moment moment, Range range) {
        Optional<Ranking> ranking = question.ranking();
        return ranking.isEmpty()
                ? null
                : rank(question, ranking.get(), moment, range).top();
    }

    /** What the answer at a moment is finished from, but for a comparison, with these values of its breakdown. */
    Finish counted(Question question, Moment moment, Range range, @Nullable Top top) {
        Sum sum = sum(question, question, moment, range, top);
        return new Finish(moment.view().vocabulary(), moment.asOf(), range, sum, top, null);
    }

    private Counted count(Question question, Moment moment, Range range) {
        Optional<Ranking> ranking = question.ranking();
        if (ranking.isEmpty()) {
            return new Counted(null, sum(question, question, moment, range, null));
        }
        Ranked ranked = rank(question, ranking.get(), moment, range);
        Top top = ranked.top();
        return new Counted(
                top,
                question.fromRanking(ranked.sum(), top).orElseGet(() -> sum(question, question, moment, range, top)));
    }

    private Ranked rank(Question question, Ranking ranking, Moment moment, Range range) {
        Sum sum = sum(question, ranking, moment, range, null);
        Finish finish = new Finish(moment.view().vocabulary(), moment.asOf(), range, sum, null, null);
        return new Ranked(ranking.top(finish), sum);
    }

    private @Nullable Finish previous(Question question, Moment moment, @Nullable Top top) {
        Scope scope = question.scope();
        if (scope.compare() == Compare.NONE) {
            return null;
        }
        Range range = PeriodClock.movedRange(scope.compare(), scope.period(), scope.zone(), moment.second());
        long second = PeriodClock.movedAsOf(scope.compare(), scope.period(), scope.zone(), moment.second());
        Moment moved = new Moment(moment.view(), second);
        Sum sum = sum(question, question, moved, range, top);
        return new Finish(
                moment.view().vocabulary(), new AsOf(moment.view().sequence(), second), range, sum, top, null);
    }

    /** The sum of a question, or of what ranks it. */
    private Sum sum(Question question, Foldable folded, Moment moment, Range range, @Nullable Top top) {
        Vocabulary vocabulary = moment.view().vocabulary();
        // What ranks may read less than the question, by which what is left out is judged.
        int[] traits = IntStream.concat(
                        IntStream.of(traitPaths(question, moment.view())),
                        IntStream.of(traitPaths(folded, moment.view())))
                .distinct()
                .toArray();
        boolean isOfEvents = traits.length == 0 && question.scope().of().isEmpty();
        List<Summing<?>> shares = scan.walk(moment, traits, () -> {
            Activity activity = new Activity(vocabulary, passiveEvents);
            FoldContext context = FoldContext.asked(moment.view(), range, top, activity, moment.second());
            NameSet names = folded.reads().nameSet(vocabulary);
            return new Summing<>(
                    Folding.of(folded, context),
                    names,
                    Membership.of(question.scope(), moment, passiveEvents),
                    question.scope().robots(),
                    new LeftOut(question, FoldContext.asked(moment.view(), range, null, activity, moment.second())),
                    isOfEvents,
                    new Sum(vocabulary),
                    moment.second());
        });
        Sum sum = shares.getFirst().sum;
        for (Summing<?> share : shares.subList(1, shares.size())) {
            sum.addAll(share.sum);
        }
        return sum;
    }

    /** All that a question and its audience look at. */
    static Reads readsOf(Question question) {
        return eachReads(question).reduce(Reads::and).orElseThrow();
    }

    /** What a question looks at, and what its audience does, each by itself: how one is read says nothing of the other. */
    private static Stream<Reads> eachReads(Question question) {
        return Stream.concat(
                Stream.of(question.reads()),
                question.scope().of().map(of -> of.audience().reads()).stream());
    }

    /** Returns if all that a question and its audience look at is in memory. */
    static void requireComplete(Question question, View view) {
        eachReads(question).forEach(reads -> reads.requireComplete(view));
    }

    /** Whether all that a question and its audience look at is in memory. */
    static boolean isComplete(Question question, View view) {
        return eachReads(question).allMatch(reads -> reads.firstIncomplete(view).isEmpty());
    }

    /**
     * The lookup tables that a question and its audience are read through.
     *
     * @throws io.footfall.question.InvalidQuestionException if one is not there
     */
    static List<LookedUp> lookedUp(Question question, View view) {
        return eachReads(question)
                .flatMap(reads -> reads.lookedUp(view).stream())
                .distinct()
                .sorted(Comparator.comparing(LookedUp::table))
                .toList();
    }

    static int[] traitPaths(Foldable question, View view) {
        return question.reads().traits(view.lookups()).stream()
                .mapToInt(view.vocabulary()::path)
                .toArray();
    }

    /** The top values of a breakdown, and the sum that ranks them. */
    private record Ranked(Top top, Sum sum) {}

    /**
     * What a question comes to.
     *
     * @param top the values of its breakdown that have rows of their own; null without one
     */
    private record Counted(@Nullable Top top, Sum sum) {}

    /**
     * Folds the customers one thread meets into one sum.
     *
     * <p>Where each event adds the same whoever did it, events are taken as they lie.
     */
    private static final class Summing<S> implements Scan.Walker {
        private final Fold<S> fold;
        private final @Nullable NameSet names;
        private final IntPredicate members;
        private final Robots robots;
        private final LeftOut leftOut;
        private final boolean takesEvents;
        private final Sum sum;
        private final S state;
        private final Changes changes;

        Summing(
                Fold<S> fold,
                @Nullable NameSet names,
                IntPredicate members,
                Robots robots,
                LeftOut leftOut,
                boolean isOfEvents,
                Sum sum,
                long asOfSecond) {
            this.fold = fold;
            this.names = names;
            this.members = members;
            this.robots = robots;
            this.leftOut = leftOut;
            this.takesEvents = isOfEvents && fold.isMemoryless() && robots != Robots.ONLY;
            this.sum = sum;
            this.state = fold.start();
            this.changes = (second, row, value, n) -> {
                if (second <= asOfSecond) {
                    sum.add(row, value, n);
                }
            };
        }

        @Override
        public @Nullable NameSet names() {
            return names;
        }

        @Override
        public boolean takesEvents() {
            return takesEvents;
        }

        @Override
        public void events(EventsReader reader) {
            fold.clear(state);
            while (reader.next()) {
                fold.next(state, reader.event(), changes);
            }
            fold.settle(state, changes);
        }

        @Override
        public void customer(int head, TimelineReader reader) {
            if (!members.test(head)) {
                return;
            }
            reader.open(head, robots);
            fold.clear(state);
            fold.takeAll(state, reader, changes);
            if (reader.openLeftOut()) {
                while (reader.next()) {
                    leftOut.take(reader.event(), changes);
                }
            }
        }
    }
}
