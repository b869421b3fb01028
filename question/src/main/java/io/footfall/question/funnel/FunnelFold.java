package io.footfall.question.funnel;

import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;

/**
 * What one customer adds to a funnel: once to each step up to the one they reached, by the entry that gets furthest.
 *
 * <p>Events only move entries along; what that comes to is worked out and emitted by {@link #settle}, once for a whole timeline or
 * after each event.
 */
final class FunnelFold implements Fold<FunnelState> {
    private static final int FIRST_STEP = 1;

    private final StepMatcher matcher;
    private final BreakdownReader breakdown;
    private final Visibility visibility;
    private final int steps;
    private final int lastStep;
    private final long within;
    private final boolean isBrokenDown;
    private final boolean isOverWhenComplete;

    FunnelFold(FunnelQuestion question, FoldContext context) {
        matcher = new StepMatcher(question, context);
        breakdown = new BreakdownReader(question.by(), question.scope(), context);
        visibility = context.visibility();
        steps = question.steps().size();
        lastStep = 1 << (steps - 1);
        within = question.withinMillis();
        isBrokenDown = question.by().isPresent();
        isOverWhenComplete = !isBrokenDown && visibility.isForEver();
    }

    @Override
    public FunnelState start() {
        return new FunnelState(steps, within, isBrokenDown);
    }

    @Override
    public void clear(FunnelState state) {
        state.clear();
    }

    @Override
    public void next(FunnelState state, EventView event, Changes changes) {
        take(state, event);
    }

    /** Takes an event, and returns the steps it matches, as bits. */
    private int take(FunnelState state, EventView event) {
        int matched = matcher.match(event);
        if (matched == 0) {
            return 0;
        }
        long timestamp = event.timestamp();
        state.setNewest(timestamp);
        if (matched != FIRST_STEP) {
            state.advance(matched, timestamp);
        }
        // Last, so that an event does not serve two steps of one entry.
        if ((matched & FIRST_STEP) != 0) {
            begin(state, event, timestamp);
        }
        return matched;
    }

    private void begin(FunnelState state, EventView event, long timestamp) {
        long enters = visibility.enters(timestamp);
        if (enters == Visibility.NEVER) {
            return;
        }
        long leaves = visibility.leaves(timestamp);
        if (enters < leaves) {
            state.under(breakdown.value(event)).begin(timestamp, enters, leaves);
        }
    }

    @Override
    public void takeAll(FunnelState state, TimelineReader timeline, Changes changes) {
        timeline.passOver(visibility.from());
        EventView event = timeline.event();
        while (timeline.next()) {
            boolean mayComplete = (take(state, event) & lastStep) != 0;
            if (mayComplete && isOverWhenComplete && state.isComplete()) {
                break;
            }
        }
        if (visibility.isForEver()) {
            state.settleWhole(changes);
        } else {
            settle(state, changes);
        }
    }

    @Override
    public void settle(FunnelState state, Changes changes) {
        state.settle(changes);
    }
}
