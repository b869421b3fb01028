package io.footfall.engine;

import io.footfall.question.Finish;
import io.footfall.question.PeriodClock;
import io.footfall.question.Question;
import io.footfall.question.Ranking;
import io.footfall.question.Scope;
import io.footfall.question.Top;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Folds everyone into the parts of a pinned question, beside the engine's thread, from a moment that does not change. */
final class Building {
    private final Scan scan;
    private final Set<String> passiveEvents;

    Building(Scan scan, Set<String> passiveEvents) {
        this.scan = scan;
        this.passiveEvents = passiveEvents;
    }

    /**
     * The parts of a question, true at a moment.
     *
     * @throws TooCostlyException if they need more than {@code bytesMax} of memory
     */
    Parts build(Question question, Moment moment, long bytesMax) {
        Asking.lookedUp(question, moment.view());
        View view = moment.view();
        long second = moment.second();
        Part<?> rank = null;
        Top top = null;
        Optional<Ranking> ranking = question.ranking();
        if (ranking.isPresent()) {
            rank = walk(
                            question,
                            moment,
                            bytesMax,
                            () -> Parts.rank(question, view, passiveEvents, second).stream()
                                    .<Part<?>>map(part -> part)
                                    .toList())
                    .getFirst();
            top = top(ranking.get(), rank, moment);
        }
        Top counted = top;
        List<Part<?>> parts =
                walk(question, moment, bytesMax, () -> Parts.counting(question, view, passiveEvents, counted, second));
        return new Parts(rank, top, parts.getFirst(), parts.size() > 1 ? parts.get(1) : null);
    }

    /** The top values by a ranking part. */
    static Top top(Ranking ranking, Part<?> rank, Moment moment) {
        Scope scope = ranking.scope();
        return ranking.top(new Finish(
                moment.view().vocabulary(),
                moment.asOf(),
                PeriodClock.resolve(scope.period(), scope.zone(), moment.second()),
                rank.sum(),
                null,
                null));
    }

    private List<Part<?>> walk(Question question, Moment moment, long bytesMax, Supplier<List<Part<?>>> parts) {
        Vocabulary vocabulary = moment.view().vocabulary();
        List<Folding> shares = scan.walk(
                moment,
                new int[0],
                () -> new Folding(parts.get(), question.reads().nameSet(vocabulary), bytesMax));
        List<Part<?>> whole = new ArrayList<>(shares.getFirst().parts);
        for (Folding share : shares.subList(1, shares.size())) {
            for (int i = 0; i < whole.size(); i++) {
                whole.get(i).addAll(share.parts.get(i));
            }
        }
        return whole;
    }

    /** Folds the customers one thread meets into parts of its own. */
    private static final class Folding implements Scan.Walker {
        private static final int CUSTOMERS_BETWEEN_LOOKS = 4_096;

        private final List<Part<?>> parts;
        private final @Nullable NameSet names;
        private final long bytesMax;
        private int customers;

        Folding(List<Part<?>> parts, @Nullable NameSet names, long bytesMax) {
            this.parts = parts;
            this.names = names;
            this.bytesMax = bytesMax;
        }

        @Override
        public @Nullable NameSet names() {
            return names;
        }

        @Override
        public void customer(int head, TimelineReader reader) {
            for (Part<?> part : parts) {
                part.fold(head, reader);
            }
            if (++customers % CUSTOMERS_BETWEEN_LOOKS == 0
                    && parts.stream().mapToLong(Part::heapBytes).sum() > bytesMax) {
                throw new TooCostlyException("it needs more than " + bytesMax + " bytes (engine.pin-bytes-max)");
            }
        }
    }
}
