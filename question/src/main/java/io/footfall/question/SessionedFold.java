package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.HeldEvents;
import org.jspecify.annotations.Nullable;

/**
 * Folds events with the session each belongs to.
 *
 * <p>What a session begins with is known from its first event. Its campaign is that of the first event that has one, which may come
 * late: so events are held back until it is known, the session is over, or all must be settled. Those were then told as of no
 * campaign, and if one comes after all, the customer {@linkplain #mustStartAnew must be folded anew}.
 *
 * @param <S> the state of the fold within
 */
final class SessionedFold<S> implements Fold<SessionedFold.State<S>> {
    private final Fold<S> fold;
    private final Sessions sessions;
    private final Surroundings surroundings;
    private final boolean waits;

    SessionedFold(Fold<S> fold, Sessions sessions, Surroundings surroundings) {
        this.fold = fold;
        this.sessions = sessions;
        this.surroundings = surroundings;
        this.waits = sessions.readsCampaigns();
    }

    /** What is remembered of one customer. */
    static final class State<S> {
        private final S within;
        private final Session session = new Session();
        private final @Nullable HeldEvents held;
        private boolean isTold;
        private boolean isToldWrongly;

        State(S within, @Nullable HeldEvents held) {
            this.within = within;
            this.held = held;
        }
    }

    @Override
    public State<S> start() {
        return new State<>(fold.start(), waits ? new HeldEvents() : null);
    }

    @Override
    public void clear(State<S> state) {
        fold.clear(state.within);
        end(state);
        state.isToldWrongly = false;
        if (state.held != null) {
            state.held.clear();
        }
    }

    @Override
    public void next(State<S> state, EventView event, Changes changes) {
        Session session = state.session;
        if (session.events() > 0 && !sessions.continues(session, event)) {
            release(state, changes);
            end(state);
        }
        boolean isOfSession = sessions.has(event);
        if (isOfSession) {
            take(state, event);
            if (state.isToldWrongly) {
                return;
            }
        } else if (!isWaiting(state)) {
            surroundings.enter(null);
            fold.next(state.within, event, changes);
            return;
        }
        if (state.held == null || session.hasCampaign()) {
            release(state, changes);
            surroundings.enter(isOfSession ? session : null);
            fold.next(state.within, event, changes);
        } else {
            state.held.add(event);
        }
    }

    @Override
    public boolean mustStartAnew(State<S> state) {
        return state.isToldWrongly || fold.mustStartAnew(state.within);
    }

    @Override
    public void settle(State<S> state, Changes changes) {
        if (state.isToldWrongly) {
            return;
        }
        state.isTold |= isWaiting(state);
        release(state, changes);
        fold.settle(state.within, changes);
    }

    private void take(State<S> state, EventView event) {
        Session session = state.session;
        if (session.events() == 0) {
            sessions.begin(session, event);
        } else {
            sessions.take(session, event);
        }
        state.isToldWrongly |= state.isTold && session.hasCampaign();
    }

    private void end(State<S> state) {
        state.session.clear();
        state.isTold = false;
    }

    /** Whether a session has begun whose campaign is not known. */
    private boolean isWaiting(State<S> state) {
        return state.held != null && state.session.events() > 0 && !state.session.hasCampaign();
    }

    private void release(State<S> state, Changes changes) {
        HeldEvents held = state.held;
        if (held == null || held.isEmpty()) {
            return;
        }
        for (int i = 0; i < held.size(); i++) {
            EventView event = held.get(i);
            surroundings.enter(sessions.has(event) ? state.session : null);
            fold.next(state.within, event, changes);
        }
        held.clear();
    }
}
