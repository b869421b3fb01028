package io.footfall.question.trend;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.timeline.EventView;
import java.util.ArrayList;
import java.util.List;

/** What one customer adds to several series: to each what its own fold says. */
final class SeriesFold implements Fold<List<SeriesFold.Standing<?>>> {
    private final List<Fold<?>> folds;

    SeriesFold(List<TrendForm> parts, FoldContext context) {
        folds = parts.stream().<Fold<?>>map(part -> part.fold(context)).toList();
    }

    /** Where a customer stands in one series. */
    static final class Standing<S> {
        private final Fold<S> fold;
        private final S state;
        private final int series;

        Standing(Fold<S> fold, int series) {
            this.fold = fold;
            this.state = fold.start();
            this.series = series;
        }

        void clear() {
            fold.clear(state);
        }

        void next(EventView event, Changes changes) {
            fold.next(state, event, named(changes));
        }

        void settle(Changes changes) {
            fold.settle(state, named(changes));
        }

        private Changes named(Changes changes) {
            return (second, row, value, n) -> changes.add(second, SeriesRows.of(row, series), value, n);
        }
    }

    @Override
    public List<Standing<?>> start() {
        List<Standing<?>> standings = new ArrayList<>(folds.size());
        for (int i = 0; i < folds.size(); i++) {
            standings.add(new Standing<>(folds.get(i), i));
        }
        return standings;
    }

    @Override
    public void clear(List<Standing<?>> standings) {
        standings.forEach(Standing::clear);
    }

    @Override
    public void next(List<Standing<?>> standings, EventView event, Changes changes) {
        for (int i = 0; i < standings.size(); i++) {
            standings.get(i).next(event, changes);
        }
    }

    @Override
    public boolean isMemoryless() {
        return folds.stream().allMatch(Fold::isMemoryless);
    }

    @Override
    public void settle(List<Standing<?>> standings, Changes changes) {
        for (int i = 0; i < standings.size(); i++) {
            standings.get(i).settle(changes);
        }
    }
}
