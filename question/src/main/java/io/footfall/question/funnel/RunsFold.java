package io.footfall.question.funnel;

import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * What one customer adds to a funnel that counts entries: each by itself, and under the same held values one after another, so that no
 * other begins until it is complete, stopped or out of time.
 *
 * <p>All that an entry adds is known when it takes a step, so it is emitted at once.
 */
final class RunsFold implements Fold<RunsFold.State> {
    private static final int ABSENT = -1;
    private static final int KEPT_MAX = 32;

    private final StepMatcher matcher;
    private final Stops stops;
    private final HeldValues.Readers held;
    private final BreakdownReader breakdown;
    private final Visibility visibility;
    private final int steps;
    private final long within;

    RunsFold(FunnelQuestion question, FoldContext context) {
        matcher = new StepMatcher(question, context);
        stops = new Stops(question, context);
        held = new HeldValues.Readers(question, context);
        breakdown = new BreakdownReader(question.by(), question.scope(), context);
        visibility = context.visibility();
        steps = question.steps().size();
        within = question.withinMillis();
    }

    /** The runs of one customer, one for each combination of held values. */
    static final class State {
        private final HeldValues values = new HeldValues();
        private final List<Run> runs = new ArrayList<>(1);
        private final Int2IntOpenHashMap places = new Int2IntOpenHashMap();

        // Those in which an entry is open; its time may be over.
        private final IntArrayList open = new IntArrayList();
        private int count;

        State() {
            places.defaultReturnValue(ABSENT);
        }
    }

    /** The newest entry under one combination of held values. */
    private static final class Run {
        private int level;
        private int by;
        private long begin;
        private long newest;
        private long enters;
        private long leaves;
        private long openUntil;

        private boolean isOpen() {
            return level > 0;
        }
    }

    @Override
    public State start() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.values.clear();
        state.open.clear();
        if (state.count > 0) {
            state.places.clear();
            if (state.count > KEPT_MAX) {
                state.places.trim();
                state.runs.subList(KEPT_MAX, state.runs.size()).clear();
            }
            state.count = 0;
        }
    }

    @Override
    public void next(State state, EventView event, Changes changes) {
        int matched = matcher.match(event);
        int excluded = stops.excluded(event);
        boolean breaks = stops.breaks(event);
        if (matched == 0 && excluded == 0 && !breaks) {
            return;
        }
        int values = matched == 0 ? 0 : state.values.number(event, held);
        int place = matched == 0 ? ABSENT : state.places.get(values);
        if (excluded != 0 || breaks) {
            stop(state, matched, excluded, breaks ? place : ABSENT, breaks);
        }
        if (place != ABSENT
                && state.runs.get(place).isOpen()
                && take(state, place, matched, event.timestamp(), changes)) {
            return;
        }
        if ((matched & 1) != 0) {
            begin(state, values, event, changes);
        }
    }

    /** Ends the entries that an event excludes or breaks. */
    private void stop(State state, int matched, int excluded, int servedPlace, boolean breaks) {
        IntArrayList open = state.open;
        int kept = 0;
        for (int i = 0; i < open.size(); i++) {
            int place = open.getInt(i);
            Run run = state.runs.get(place);
            boolean isServed = place == servedPlace && (matched >>> run.level & 1) != 0;
            if (!run.isOpen() || (excluded >>> (run.level - 1) & 1) != 0 || (breaks && !isServed)) {
                run.level = 0;
            } else {
                open.set(kept++, place);
            }
        }
        open.size(kept);
    }

    /** Lets an open entry take its next step, if the event is it, and says whether the event is used up by that. */
    private boolean take(State state, int place, int matched, long timestamp, Changes changes) {
        Run run = state.runs.get(place);
        boolean isOver = timestamp - run.begin > within;
        if (!isOver && (matched >>> run.level & 1) == 0) {
            return true;
        }
        if (!isOver) {
            advance(run, timestamp, changes);
            if (run.level < steps) {
                return true;
            }
        }
        run.level = 0;
        state.open.rem(place);
        return !isOver;
    }

    private void advance(Run run, long timestamp, Changes changes) {
        run.level++;
        long from = Math.max(run.enters, Visibility.secondAfter(timestamp));
        if (run.enters != Visibility.NEVER && from < run.leaves) {
            add(changes, from, run.leaves, FunnelRows.counted(run.by, run.level), 0, 1);
            add(changes, from, run.leaves, FunnelRows.millis(run.by, run.level), timestamp - run.newest, 1);
            if (run.level < steps) {
                add(changes, from, run.openUntil, FunnelRows.open(run.by, run.level), 0, 1);
            } else {
                for (int level = 1; level < steps; level++) {
                    add(changes, from, run.openUntil, FunnelRows.open(run.by, level), 0, -1);
                }
            }
        }
        run.newest = timestamp;
    }

    private void begin(State state, int values, EventView event, Changes changes) {
        int place = place(state, values);
        Run run = state.runs.get(place);
        long timestamp = event.timestamp();
        run.level = 1;
        run.begin = timestamp;
        run.newest = timestamp;
        run.enters = visibility.enters(timestamp);
        state.open.add(place);
        if (run.enters == Visibility.NEVER) {
            return;
        }
        run.leaves = visibility.leaves(timestamp);
        long over = within == Long.MAX_VALUE ? Visibility.NEVER : Visibility.secondAfter(timestamp + within);
        run.openUntil = Math.min(run.leaves, over);
        run.by = breakdown.value(event);
        add(changes, run.enters, run.leaves, FunnelRows.counted(run.by, 1), 0, 1);
        add(changes, run.enters, run.openUntil, FunnelRows.open(run.by, 1), 0, 1);
    }

    private int place(State state, int values) {
        int known = state.places.get(values);
        if (known != ABSENT) {
            return known;
        }
        if (state.count == state.runs.size()) {
            state.runs.add(new Run());
        }
        state.runs.get(state.count).level = 0;
        state.places.put(values, state.count);
        return state.count++;
    }

    private static void add(Changes changes, long from, long until, long row, long value, long n) {
        if (from < until) {
            changes.add(from, row, value, n);
            if (until != Visibility.NEVER) {
                changes.add(until, row, value, -n);
            }
        }
    }
}
