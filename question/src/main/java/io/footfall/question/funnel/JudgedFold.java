package io.footfall.question.funnel;

import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Session;
import io.footfall.question.Sessions;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What one customer, or each of their sessions, adds to a funnel whose attempts may be stopped or must keep values: once to each step up
 * to the one they reached, by the attempt that gets furthest.
 */
final class JudgedFold implements Fold<JudgedFold.State> {
    private static final int FIRST_STEP = 1;

    private final StepMatcher matcher;
    private final Stops stops;
    private final HeldValues.Readers held;
    private final BreakdownReader breakdown;
    private final Sessions sessions;
    private final Visibility visibility;
    private final int steps;
    private final long within;
    private final long gapMillis;
    private final boolean isBySession;

    JudgedFold(FunnelQuestion question, FoldContext context) {
        matcher = new StepMatcher(question, context);
        stops = new Stops(question, context);
        held = new HeldValues.Readers(question, context);
        breakdown = new BreakdownReader(question.by(), question.scope(), context);
        sessions = new Sessions(question.scope(), context);
        visibility = context.visibility();
        steps = question.steps().size();
        within = question.withinMillis();
        gapMillis = question.scope().gap().toMillis();
        isBySession = question.count() == FunnelQuestion.Count.SESSIONS;
    }

    /** The attempts of one customer, or of the newest session, under each value of the breakdown. */
    static final class State {
        private static final int ABSENT = -1;
        private static final int KEPT_MAX = 32;

        private final List<Unit> units = new ArrayList<>(1);
        private final Int2IntOpenHashMap places = new Int2IntOpenHashMap();
        private final HeldValues values = new HeldValues();
        private final Session session = new Session();
        private int count;
        private long newest;

        State() {
            places.defaultReturnValue(ABSENT);
        }

        private void forgetUnits() {
            if (count > 0) {
                places.clear();
                if (count > KEPT_MAX) {
                    places.trim();
                    units.subList(KEPT_MAX, units.size()).clear();
                }
                count = 0;
            }
        }

        private long now() {
            return Visibility.secondAfter(newest);
        }
    }

    /** The attempts under one value of the breakdown, and what was told of them. */
    private static final class Unit {
        private final JudgedAttempts attempts;
        private final Told told;
        private boolean hasMoved;

        Unit(int steps, long within) {
            attempts = new JudgedAttempts(steps, within);
            told = new Told(steps);
        }

        void reset(int by) {
            attempts.clear();
            told.reset(by);
            hasMoved = false;
        }
    }

    @Override
    public State start() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.forgetUnits();
        state.values.clear();
        state.session.clear();
    }

    @Override
    public void next(State state, EventView event, Changes changes) {
        long timestamp = event.timestamp();
        boolean canServe = true;
        if (isBySession) {
            canServe = sessions.has(event);
            if (canServe) {
                enterSession(state, event, changes);
            }
        }
        int matched = canServe ? matcher.match(event) : 0;
        int excluded = stops.excluded(event);
        boolean breaks = stops.breaks(event);
        if (matched == 0 && excluded == 0 && !breaks) {
            return;
        }
        state.newest = timestamp;
        int values = matched == 0 ? 0 : state.values.number(event, held);
        for (int i = 0; i < state.count; i++) {
            Unit unit = state.units.get(i);
            unit.attempts.stop(excluded);
            if (breaks || matched != FIRST_STEP) {
                unit.hasMoved |= unit.attempts.advance(matched, values, timestamp, breaks);
            }
        }
        if ((matched & FIRST_STEP) != 0) {
            begin(state, event, values);
        }
    }

    private void begin(State state, EventView event, int values) {
        long timestamp = event.timestamp();
        long enters = visibility.enters(timestamp);
        if (enters == Visibility.NEVER) {
            return;
        }
        long leaves = visibility.leaves(timestamp);
        if (enters < leaves) {
            Unit unit = under(state, breakdown.value(event));
            unit.hasMoved |= unit.attempts.begin(values, timestamp, enters, leaves, state.now());
            setEnd(state, unit);
        }
    }

    private Unit under(State state, int by) {
        int place = state.places.get(by);
        if (place != State.ABSENT) {
            return state.units.get(place);
        }
        if (state.count == state.units.size()) {
            state.units.add(new Unit(steps, within));
        }
        state.places.put(by, state.count);
        Unit unit = state.units.get(state.count++);
        unit.reset(by);
        return unit;
    }

    private void enterSession(State state, EventView event, Changes changes) {
        if (sessions.continues(state.session, event)) {
            sessions.take(state.session, event);
        } else {
            settle(state, changes);
            state.forgetUnits();
            sessions.begin(state.session, event);
        }
        state.newest = event.timestamp();
        for (int i = 0; i < state.count; i++) {
            // It is open for longer.
            state.units.get(i).hasMoved = true;
            setEnd(state, state.units.get(i));
        }
    }

    private void setEnd(State state, Unit unit) {
        if (isBySession) {
            unit.attempts.all().runUntil(Visibility.secondAfter(state.session.last() + gapMillis));
        }
    }

    @Override
    public void settle(State state, Changes changes) {
        for (int i = 0; i < state.count; i++) {
            Unit unit = state.units.get(i);
            if (unit.hasMoved) {
                unit.hasMoved = false;
                unit.told.tell(unit.attempts.all(), state.now(), changes);
            }
        }
    }
}
