package io.footfall.question.sessions;

import io.footfall.question.Breakdown;
import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Coverage;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import io.footfall.question.Session;
import io.footfall.question.Sessions;
import io.footfall.question.Surroundings;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import org.jspecify.annotations.Nullable;

/**
 * What one customer adds to sessions: each session when the period first sees its first event, as it is then, and what it grows by.
 *
 * <p>Events only make the newest session grow; what it comes to is emitted when the next one begins, and by {@link #settle}.
 */
final class SessionsFold implements Fold<SessionsFold.State> {
    private static final long NOTHING_TOLD = 0;

    private final BreakdownReader breakdown;
    private final Sessions sessions;
    private final Surroundings surroundings;
    private final Visibility visibility;
    private final @Nullable IntervalClock clock;
    private final boolean isOfSession;

    SessionsFold(SessionsQuestion question, FoldContext context) {
        breakdown = new BreakdownReader(question.by(), question.scope(), context);
        sessions = new Sessions(question.scope(), context);
        surroundings = context.surroundings();
        visibility = context.visibility();
        clock = question.interval() == Interval.NONE
                ? null
                : new IntervalClock(question.interval(), question.scope().zone());
        isOfSession = question.by().filter(Breakdown::isOfSession).isPresent();
    }

    /** The newest session, what was told of it, and where earlier ones count their customer. */
    static final class State {
        private final Session session = new Session();
        private final Coverage customers = new Coverage();
        private long enters;
        private long leaves;
        private int bucket;
        private int by;
        private boolean isOfPage;

        private long toldEvents = NOTHING_TOLD;
        private long toldMillis;
        private int toldBy;
        private boolean isToldBounce;

        private boolean isBounce() {
            return isOfPage && session.events() == 1;
        }

        private long millis() {
            return session.last() - session.first();
        }
    }

    @Override
    public State start() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.session.clear();
        state.customers.clear();
        state.toldEvents = NOTHING_TOLD;
    }

    @Override
    public void next(State state, EventView event, Changes changes) {
        if (!sessions.has(event)) {
            return;
        }
        if (sessions.continues(state.session, event)) {
            sessions.take(state.session, event);
            if (isOfSession) {
                state.by = by(state, event);
            }
        } else {
            settle(state, changes);
            keep(state);
            begin(state, event);
        }
    }

    private void begin(State state, EventView event) {
        sessions.begin(state.session, event);
        long timestamp = event.timestamp();
        state.enters = visibility.enters(timestamp);
        state.leaves = state.enters == Visibility.NEVER ? Visibility.NEVER : visibility.leaves(timestamp);
        state.bucket = clock == null ? 0 : clock.bucket(timestamp);
        state.isOfPage = event.isPageOrScreen();
        state.by = by(state, event);
    }

    private int by(State state, EventView event) {
        surroundings.enter(state.session);
        return breakdown.value(event);
    }

    /** Leaves the newest session as it was told. */
    private static void keep(State state) {
        if (state.toldEvents != NOTHING_TOLD) {
            state.customers.keep(SessionsRows.customers(state.toldBy, state.bucket), state.leaves);
            state.toldEvents = NOTHING_TOLD;
        }
    }

    @Override
    public void settle(State state, Changes changes) {
        Session session = state.session;
        if (state.enters == Visibility.NEVER || session.events() == state.toldEvents) {
            return;
        }
        Stretch from = new Stretch(
                Math.max(Visibility.secondAfter(session.last()), state.enters), state.leaves, state.bucket, changes);
        if (from.second() >= state.leaves) {
            return;
        }
        if (state.toldEvents != NOTHING_TOLD && state.toldBy == state.by) {
            from.grow(state);
        } else {
            if (state.toldEvents != NOTHING_TOLD) {
                from.tell(state.customers, state.toldBy, state.toldEvents, state.toldMillis, state.isToldBounce, -1);
            }
            from.tell(state.customers, state.by, session.events(), state.millis(), state.isBounce(), 1);
        }
        state.toldEvents = session.events();
        state.toldMillis = state.millis();
        state.toldBy = state.by;
        state.isToldBounce = state.isBounce();
    }

    /** The seconds from which, and until which, the newest session is seen as it is now. */
    private record Stretch(long second, long until, int bucket, Changes changes) {
        /** Tells a session; {@code n} of -1 takes it back. */
        void tell(Coverage customers, int by, long events, long millis, boolean isBounce, long n) {
            add(SessionsRows.sessions(by, bucket), 0, n);
            add(SessionsRows.events(by, bucket), 0, n * events);
            add(SessionsRows.millis(by, bucket), millis, n);
            if (isBounce) {
                add(SessionsRows.bounces(by, bucket), 0, n);
            }
            customers.count(SessionsRows.customers(by, bucket), second, until, n, changes);
        }

        /** Tells what a session has become more than was told. */
        void grow(State state) {
            add(SessionsRows.events(state.by, bucket), 0, state.session.events() - state.toldEvents);
            if (state.millis() != state.toldMillis) {
                add(SessionsRows.millis(state.by, bucket), state.toldMillis, -1);
                add(SessionsRows.millis(state.by, bucket), state.millis(), 1);
            }
            if (state.isToldBounce) {
                add(SessionsRows.bounces(state.by, bucket), 0, -1);
            }
        }

        private void add(long row, long value, long n) {
            changes.add(second, row, value, n);
            if (until != Visibility.NEVER) {
                changes.add(until, row, value, -n);
            }
        }
    }
}
