package io.footfall.question;

import io.footfall.question.Attribution.Touch;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;
import java.util.Arrays;

/**
 * Folds events with the value of the touch that each is attributed to.
 *
 * <p>Of touches without a limit of time, or of which the last counts, one is remembered; else all that are within the limit.
 *
 * @param <S> the state of the fold within
 */
final class AttributedFold<S> implements Fold<AttributedFold.State<S>> {
    private final Fold<S> fold;
    private final Matcher matcher;
    private final PathReader reader;
    private final Surroundings surroundings;
    private final boolean isFirst;
    private final boolean isLimited;
    private final long within;

    AttributedFold(Fold<S> fold, Breakdown by, Attribution attribution, Scope scope, FoldContext context) {
        this.fold = fold;
        matcher = new Matcher(attribution.of(), scope, context);
        reader = PathReader.of(by.path(), scope.zone(), context);
        surroundings = context.surroundings();
        isFirst = attribution.touch() == Touch.FIRST;
        isLimited = attribution.within().isPresent();
        within = attribution.within().map(Duration::toMillis).orElse(Long.MAX_VALUE);
    }

    /** What is remembered of one customer: touches [first, end), in order. */
    static final class State<S> {
        private static final int CAPACITY = 2;
        private static final int CAPACITY_KEPT_MAX = 1_024;

        private final S within;
        private long[] times = new long[CAPACITY];
        private int[] values = new int[CAPACITY];
        private int first;
        private int end;

        State(S within) {
            this.within = within;
        }

        private void clear() {
            first = 0;
            end = 0;
            if (times.length > CAPACITY_KEPT_MAX) {
                times = new long[CAPACITY];
                values = new int[CAPACITY];
            }
        }

        private void add(long timestamp, int value) {
            if (end == times.length) {
                int count = end - first;
                int capacity = count * 2 > times.length ? times.length * 2 : times.length;
                times = Arrays.copyOf(Arrays.copyOfRange(times, first, end), capacity);
                values = Arrays.copyOf(Arrays.copyOfRange(values, first, end), capacity);
                first = 0;
                end = count;
            }
            times[end] = timestamp;
            values[end++] = value;
        }
    }

    @Override
    public State<S> start() {
        return new State<>(fold.start());
    }

    @Override
    public void clear(State<S> state) {
        fold.clear(state.within);
        state.clear();
    }

    @Override
    public void next(State<S> state, EventView event, Changes changes) {
        long timestamp = event.timestamp();
        while (isLimited && state.first < state.end && timestamp - state.times[state.first] > within) {
            state.first++;
        }
        // Looked at first, for the fold within may enter another session.
        boolean isTouch = matcher.matches(event);
        int value = isTouch ? reader.value(event) : Vocabulary.NONE;
        surroundings.touch(
                state.first == state.end ? Vocabulary.NONE : state.values[isFirst ? state.first : state.end - 1]);
        fold.next(state.within, event, changes);
        if (isTouch) {
            take(state, timestamp, value);
        }
    }

    private void take(State<S> state, long timestamp, int value) {
        if (isFirst && !isLimited && state.first < state.end) {
            return;
        }
        if (!isFirst) {
            state.clear();
        }
        state.add(timestamp, value);
    }

    @Override
    public boolean mustStartAnew(State<S> state) {
        return fold.mustStartAnew(state.within);
    }

    @Override
    public void settle(State<S> state, Changes changes) {
        fold.settle(state.within, changes);
    }
}
