package io.footfall.question.paths;

import io.footfall.question.Breakdown;
import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Coverage;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Session;
import io.footfall.question.Sessions;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.NameSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one customer adds to paths: the links of the path of each session, or of the period.
 *
 * <p>Events only move the newest path along; what it comes to is emitted when the next one begins, and by {@link #settle}.
 */
final class PathsFold implements Fold<PathsFold.State> {
    private static final int ANY_LIMIT = 1;

    private final Matcher anchor;
    private final BreakdownReader nodes;
    private final NameSet hidden;
    private final Sessions sessions;
    private final Visibility visibility;
    private final int steps;
    private final boolean isBackwards;
    private final boolean isBySession;

    PathsFold(PathsQuestion question, FoldContext context) {
        anchor = new Matcher(question.anchor(), question.scope(), context);
        nodes = new BreakdownReader(
                Optional.of(new Breakdown(question.property().orElse("event"), ANY_LIMIT)), question.scope(), context);
        hidden = new NameSet(context.vocabulary(), Set.copyOf(question.hide()));
        sessions = new Sessions(question.scope(), context);
        visibility = context.visibility();
        steps = question.steps();
        isBackwards = question.isBackwards();
        isBySession = question.stretch() == PathsQuestion.Stretch.SESSION;
    }

    /** The newest stretch and its path, what was told of it, and where earlier ones count their customer. */
    static final class State {
        private final Session session = new Session();
        private final Coverage customers = new Coverage();
        private final NewestNodes newest;

        // The nodes of the path, from its anchor on.
        private final int[] path;
        private int length;
        private boolean hasBegun;

        private final long[] told;
        private int toldCount;

        private long enters = Visibility.NEVER;
        private long leaves = Visibility.NEVER;
        private long changedAt;
        private boolean hasChanged;

        State(int steps) {
            newest = new NewestNodes(steps + 1);
            path = new int[steps + 1];
            told = new long[steps];
        }

        private void begin() {
            newest.clear();
            length = 0;
            hasBegun = false;
            hasChanged = false;
            toldCount = 0;
        }
    }

    @Override
    public State start() {
        return new State(steps);
    }

    @Override
    public void clear(State state) {
        state.session.clear();
        state.customers.clear();
        state.begin();
        state.enters = Visibility.NEVER;
        state.leaves = Visibility.NEVER;
    }

    @Override
    public void next(State state, EventView event, Changes changes) {
        if (!sessions.has(event)) {
            return;
        }
        if (isBySession) {
            enterSession(state, event, changes);
        } else if (!isInPeriod(state, event, changes)) {
            return;
        }
        if (state.enters != Visibility.NEVER) {
            walk(state, event);
        }
    }

    private void enterSession(State state, EventView event, Changes changes) {
        if (sessions.continues(state.session, event)) {
            sessions.take(state.session, event);
            return;
        }
        begin(state, changes);
        sessions.begin(state.session, event);
        state.enters = visibility.enters(event.timestamp());
        state.leaves = state.enters == Visibility.NEVER ? Visibility.NEVER : visibility.leaves(event.timestamp());
    }

    /** Events that leave together are of one period: where periods follow each other, each is a stretch of its own. */
    private boolean isInPeriod(State state, EventView event, Changes changes) {
        long enters = visibility.enters(event.timestamp());
        if (enters == Visibility.NEVER) {
            return false;
        }
        long leaves = visibility.leaves(event.timestamp());
        if (state.enters == Visibility.NEVER || leaves != state.leaves) {
            begin(state, changes);
            state.enters = enters;
            state.leaves = leaves;
        }
        return true;
    }

    private void begin(State state, Changes changes) {
        settle(state, changes);
        for (int i = 0; i < state.toldCount; i++) {
            state.customers.keep(PathsRows.customers(state.told[i]), state.leaves);
        }
        state.begin();
    }

    private void walk(State state, EventView event) {
        if (isBackwards) {
            walkBackwards(state, event);
            return;
        }
        state.hasBegun = state.hasBegun || anchor.matches(event);
        if (!state.hasBegun || state.length > steps || hidden.has(event.name())) {
            return;
        }
        int node = nodes.value(event);
        if (state.length == 0 || state.path[state.length - 1] != node) {
            state.path[state.length++] = node;
            change(state, event);
        }
    }

    private void walkBackwards(State state, EventView event) {
        if (!hidden.has(event.name())) {
            state.newest.add(nodes.value(event));
        }
        if (anchor.matches(event)) {
            state.length = state.newest.copyBackwards(state.path);
            change(state, event);
        }
    }

    private static void change(State state, EventView event) {
        state.hasChanged = true;
        state.changedAt = event.timestamp();
    }

    @Override
    public void settle(State state, Changes changes) {
        if (!state.hasChanged) {
            return;
        }
        state.hasChanged = false;
        long from = Math.max(Visibility.secondAfter(state.changedAt), state.enters);
        if (from >= state.leaves) {
            return;
        }
        int links = state.length == 0 ? 0 : Math.min(steps, state.length);
        for (int i = 0; i < Math.max(links, state.toldCount); i++) {
            long link = i < links ? link(state, i) : -1;
            if (i < state.toldCount && (i >= links || state.told[i] != link)) {
                tell(state, state.told[i], from, -1, changes);
            }
            if (i < links && (i >= state.toldCount || state.told[i] != link)) {
                tell(state, link, from, 1, changes);
                state.told[i] = link;
            }
        }
        state.toldCount = links;
    }

    /** A link of the path, of which the last may lead nowhere. */
    private static long link(State state, int index) {
        int far = index + 1 < state.length ? state.path[index + 1] : PathsRows.STOP;
        return PathsRows.occurrences(index + 1, state.path[index], far);
    }

    private static void tell(State state, long link, long from, long n, Changes changes) {
        changes.add(from, link, 0, n);
        if (state.leaves != Visibility.NEVER) {
            changes.add(state.leaves, link, 0, -n);
        }
        state.customers.count(PathsRows.customers(link), from, state.leaves, n, changes);
    }
}
