package io.footfall.question.funnel;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;

/** What one customer adds to a funnel whose steps may come in any order: once to as many steps as one stretch of time has served. */
final class AnyOrderFold implements Fold<AnyOrderFold.State> {
    private final StepMatcher matcher;
    private final Visibility visibility;
    private final int steps;
    private final long within;

    AnyOrderFold(FunnelQuestion question, FoldContext context) {
        matcher = new StepMatcher(question, context);
        visibility = context.visibility();
        steps = question.steps().size();
        within = question.withinMillis();
    }

    /** The attempts of one customer, and what was told of them. */
    static final class State {
        private final AnyOrderAttempts attempts;
        private final Told told;
        private long newest;
        private boolean hasMoved;

        State(int steps, long within) {
            attempts = new AnyOrderAttempts(steps, within);
            told = Told.withoutTimes(steps);
            told.reset(Vocabulary.NONE);
        }
    }

    @Override
    public State start() {
        return new State(steps, within);
    }

    @Override
    public void clear(State state) {
        state.attempts.clear();
        state.told.reset(Vocabulary.NONE);
        state.hasMoved = false;
    }

    @Override
    public void next(State state, EventView event, Changes changes) {
        int matched = matcher.match(event);
        if (matched == 0) {
            return;
        }
        long timestamp = event.timestamp();
        state.newest = timestamp;
        state.hasMoved |= state.attempts.take(matched, timestamp);
        long enters = visibility.enters(timestamp);
        if (enters == Visibility.NEVER) {
            return;
        }
        long leaves = visibility.leaves(timestamp);
        if (enters < leaves) {
            state.hasMoved |= state.attempts.begin(matched, timestamp, enters, leaves);
        }
    }

    @Override
    public void settle(State state, Changes changes) {
        if (state.hasMoved) {
            state.hasMoved = false;
            state.told.tell(state.attempts.all(), Visibility.secondAfter(state.newest), changes);
        }
    }
}
