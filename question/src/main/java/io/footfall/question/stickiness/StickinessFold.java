package io.footfall.question.stickiness;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.IntervalClock;
import io.footfall.question.Matcher;
import io.footfall.question.Row;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;

/**
 * What one customer adds to a stickiness: themselves, to the number of intervals in which they were active.
 *
 * <p>Where the period slides, intervals leave it one by one: from each such second on the customer is in the row below. Another
 * interval lifts all of that by a row.
 */
final class StickinessFold implements Fold<ActiveIntervals> {
    private final Matcher matcher;
    private final Visibility visibility;
    private final IntervalClock clock;

    StickinessFold(StickinessQuestion question, FoldContext context) {
        matcher = new Matcher(question.selector(), question.scope(), context);
        visibility = context.visibility();
        clock = new IntervalClock(question.interval(), question.scope().zone());
    }

    /** Those who were active in so many intervals. */
    static long row(int intervals) {
        return Row.of(0, intervals, 0, Row.COUNT);
    }

    @Override
    public ActiveIntervals start() {
        return new ActiveIntervals();
    }

    @Override
    public void clear(ActiveIntervals active) {
        active.clear();
    }

    @Override
    public void next(ActiveIntervals active, EventView event, Changes changes) {
        if (!matcher.matchesName(event)) {
            return;
        }
        long timestamp = event.timestamp();
        long enters = visibility.enters(timestamp);
        long leaves = visibility.leaves(timestamp);
        if (enters >= leaves || !matcher.meetsConditions(event)) {
            return;
        }
        active.leaveUntil(enters);
        if (!active.isInNewest(timestamp)) {
            lift(active, enters, leaves, changes);
            active.add(clock.next(timestamp), leaves);
        } else {
            long until = active.leaves(active.count() - 1);
            if (leaves > until) {
                changes.add(until, row(1), 0, 1);
                leave(leaves, changes);
                active.extend(leaves);
            }
        }
    }

    private static void lift(ActiveIntervals active, long enters, long leaves, Changes changes) {
        int count = active.count();
        if (count > 0) {
            changes.add(enters, row(count), 0, -1);
        }
        changes.add(enters, row(count + 1), 0, 1);
        for (int place = 0; place < count; place++) {
            long second = active.leaves(place);
            if (second == Visibility.NEVER) {
                return;
            }
            int after = count - place - 1;
            changes.add(second, row(after + 2), 0, -1);
            changes.add(second, row(after + 1), 0, 2);
            if (after > 0) {
                changes.add(second, row(after), 0, -1);
            }
        }
        leave(leaves, changes);
    }

    private static void leave(long second, Changes changes) {
        if (second != Visibility.NEVER) {
            changes.add(second, row(1), 0, -1);
        }
    }
}
