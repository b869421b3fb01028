package io.footfall.engine;

import io.footfall.question.Activity;
import io.footfall.question.Compare;
import io.footfall.question.FoldContext;
import io.footfall.question.Foldable;
import io.footfall.question.Folding;
import io.footfall.question.LeftOut;
import io.footfall.question.PeriodClock;
import io.footfall.question.Question;
import io.footfall.question.Reads;
import io.footfall.question.Scope;
import io.footfall.question.Top;
import io.footfall.question.Visibility;
import io.footfall.timeline.Lookups;
import io.footfall.timeline.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sums a pinned question needs: its own, one that ranks its breakdown, one of the stretch it is compared with.
 *
 * @param rank ranks the breakdown; null without one
 * @param top the values that have rows of their own in the other two; null without a breakdown
 * @param main the question's own
 * @param previous the earlier stretch's; null without a comparison
 */
record Parts(
        @Nullable Part<?> rank,
        @Nullable Top top,
        Part<?> main,
        @Nullable Part<?> previous) {

    /** Why a question cannot be kept true event by event, but is answered again every few seconds; empty if it can. */
    static Optional<String> whyNotKept(Question question, Lookups lookups) {
        if (question.scope().of().isPresent()) {
            return Optional.of("who is in its audience is judged each time it is asked");
        }
        return isDatedByEvents(question, lookups)
                ? Optional.empty()
                : Optional.of("its changes are not dated by its events alone");
    }

    private static boolean isDatedByEvents(Question question, Lookups lookups) {
        Scope scope = question.scope();
        boolean movesForward = scope.compare() == Compare.NONE
                || PeriodClock.movedSliding(scope.compare(), scope.period(), scope.zone())
                        .isPresent();
        Reads reads = question.reads();
        boolean isDatedByEvents = reads.traits(lookups).isEmpty()
                && !(reads.areDecidedLater() && scope.compare() != Compare.NONE)
                && question.isDatedByEvents();
        return isDatedByEvents && movesForward;
    }

    /** An empty part that ranks the question's breakdown. */
    static Optional<Part<?>> rank(Question question, View view, Set<String> passive, long second) {
        return question.ranking().map(ranking -> part(ranking, view, passive, null, second, null));
    }

    /** Empty parts for the question and its comparison, in that order. */
    static List<Part<?>> counting(Question question, View view, Set<String> passive, @Nullable Top top, long second) {
        List<Part<?>> parts = new ArrayList<>();
        Visibility visibility =
                PeriodClock.sliding(question.scope().period(), question.scope().zone());
        LeftOut leftOut = new LeftOut(
                question, new FoldContext(view, visibility, null, new Activity(view.vocabulary(), passive)));
        parts.add(part(question, view, passive, top, second, leftOut));
        Scope scope = question.scope();
        if (scope.compare() != Compare.NONE) {
            Visibility moved = PeriodClock.movedSliding(scope.compare(), scope.period(), scope.zone())
                    .orElseThrow(() -> new IllegalArgumentException("the comparison does not move forward"));
            FoldContext context = new FoldContext(view, moved, top, new Activity(view.vocabulary(), passive));
            parts.add(new Part<>(
                    Folding.of(question, context),
                    view.vocabulary(),
                    movedSecond(scope, second),
                    true,
                    scope.robots(),
                    null));
        }
        return parts;
    }

    /** The as-of of the earlier stretch. */
    static long movedSecond(Scope scope, long second) {
        return PeriodClock.movedAsOf(scope.compare(), scope.period(), scope.zone(), second);
    }

    private static Part<?> part(
            Foldable question,
            View view,
            Set<String> passive,
            @Nullable Top top,
            long second,
            @Nullable LeftOut leftOut) {
        Scope scope = question.scope();
        Visibility visibility = PeriodClock.sliding(scope.period(), scope.zone());
        FoldContext context = new FoldContext(view, visibility, top, new Activity(view.vocabulary(), passive));
        return new Part<>(Folding.of(question, context), view.vocabulary(), second, false, scope.robots(), leftOut);
    }

    /** All of them. */
    List<Part<?>> all() {
        List<Part<?>> all = new ArrayList<>();
        if (rank != null) {
            all.add(rank);
        }
        all.add(main);
        if (previous != null) {
            all.add(previous);
        }
        return all;
    }

    /** Whether the sums that are shown changed since this was asked last. */
    boolean takeChanged() {
        boolean hasChanged = main.takeChanged();
        return (previous != null && previous.takeChanged()) || hasChanged;
    }

    /** About how much heap they take, in bytes. */
    long heapBytes() {
        long bytes = 0;
        for (Part<?> part : all()) {
            bytes += part.heapBytes();
        }
        return bytes;
    }

    /** Whether time can pass in each: a comparison by dates steps back in the night in which the clock does. */
    boolean canAdvance(Scope scope, long second) {
        return previous == null || movedSecond(scope, second) >= previous.second();
    }

    /** Lets time pass in each. */
    void advance(Scope scope, long second) {
        if (rank != null) {
            rank.advance(second);
        }
        main.advance(second);
        if (previous != null) {
            previous.advance(movedSecond(scope, second));
        }
    }
}
