package io.footfall.question.lifecycle;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.IntervalClock;
import io.footfall.question.Matcher;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;

/**
 * What one customer adds to a lifecycle: by their first event in each interval how they stand in it, and that they are missing in
 * the next, until they are not.
 */
final class LifecycleFold implements Fold<LifecycleFold.Newest> {
    private final Matcher matcher;
    private final Visibility visibility;
    private final IntervalClock clock;

    LifecycleFold(LifecycleQuestion question, FoldContext context) {
        matcher = new Matcher(question.selector(), question.scope(), context);
        visibility = context.visibility();
        clock = new IntervalClock(question.interval(), question.scope().zone());
    }

    /** The newest interval in which a customer was active. */
    static final class Newest {
        /** Where it ends, which is where the next begins; the first millisecond of all if there is none. */
        private long end = Long.MIN_VALUE;
    }

    @Override
    public Newest start() {
        return new Newest();
    }

    @Override
    public void clear(Newest newest) {
        newest.end = Long.MIN_VALUE;
    }

    @Override
    public void next(Newest newest, EventView event, Changes changes) {
        long timestamp = event.timestamp();
        if (timestamp < newest.end || !matcher.matches(event)) {
            return;
        }
        long second = Visibility.secondAfter(timestamp);
        int interval = clock.bucket(timestamp);
        long start = clock.start(timestamp);
        long end = clock.next(timestamp);
        if (newest.end == Long.MIN_VALUE) {
            add(changes, second, interval, end, Standing.NEW, 1);
        } else if (newest.end == start) {
            add(changes, second, interval, end, Standing.RETURNING, 1);
            add(changes, second, interval, end, Standing.DORMANT, -1);
        } else {
            add(changes, second, interval, end, Standing.RESURRECTING, 1);
        }
        newest.end = end;
        add(changes, second, clock.bucket(end), clock.next(end), Standing.DORMANT, 1);
    }

    /** Counts a customer until the interval has left the period. */
    private void add(Changes changes, long second, int interval, long end, Standing standing, int n) {
        long leaves = visibility.leaves(end - 1);
        if (second < leaves) {
            long row = LifecycleRows.customers(interval, standing);
            changes.add(second, row, 0, n);
            if (leaves != Visibility.NEVER) {
                changes.add(leaves, row, 0, -n);
            }
        }
    }
}
