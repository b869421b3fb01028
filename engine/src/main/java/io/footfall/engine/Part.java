package io.footfall.engine;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.LeftOut;
import io.footfall.question.Sum;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Robots;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sum kept true: a fold, what it has added up to at an as-of, and what is due later.
 *
 * <p>A pinned question has one of these, one more to rank its breakdown, and one more for the stretch it is compared with,
 * whose as-of lags behind. Owned by the engine's thread once it is live.
 *
 * @param <S> the fold's state
 */
final class Part<S> {
    static final long TOO_LATE = -1;

    private static final int STATES_MAX = 50_000;

    private final Fold<S> fold;
    private final boolean isMemoryless;
    private final boolean isLagging;
    private final Robots robots;
    private final @Nullable LeftOut leftOut;
    private final Sum sum;
    private final Agenda agenda;
    private final FoldStates<S> states = new FoldStates<>(STATES_MAX);
    private final Changes adding = (second, row, value, n) -> apply(second, row, value, n);
    private final Changes withdrawing = (second, row, value, n) -> apply(second, row, value, -n);
    private long second;
    private boolean hasChanged = true;

    /**
     * A part that has added up nothing yet.
     *
     * @param second its as-of
     * @param isLagging whether its as-of lies behind the events it is handed, in whole minutes
     * @param robots what becomes of the events of robots
     * @param leftOut counts those that are left out; null if nobody wants to know
     */
    Part(
            Fold<S> fold,
            Vocabulary vocabulary,
            long second,
            boolean isLagging,
            Robots robots,
            @Nullable LeftOut leftOut) {
        this.fold = fold;
        this.isMemoryless = fold.isMemoryless();
        this.robots = robots;
        this.leftOut = leftOut;
        this.isLagging = isLagging;
        this.second = second;
        this.sum = new Sum(vocabulary);
        this.agenda = new Agenda(vocabulary, isLagging ? 60 : 1);
    }

    Sum sum() {
        return sum;
    }

    long second() {
        return second;
    }

    /** About how much heap it takes, in bytes. */
    long heapBytes() {
        return sum.heapBytes() + agenda.heapBytes() + states.heapBytes();
    }

    /** Whether a customer's next event costs one step: where their fold stands is remembered, or does not matter. */
    boolean holds(int customer) {
        return isMemoryless || states.holds(customer);
    }

    /** Whether the sum changed since this was asked last. */
    boolean takeChanged() {
        boolean changed = hasChanged;
        hasChanged = false;
        return changed;
    }

    /** Makes the next {@link #takeChanged} say so. */
    void markChanged() {
        hasChanged = true;
    }

    /** Lets time pass: what is due by then takes effect. */
    void advance(long newSecond) {
        if (newSecond > second) {
            second = newSecond;
            hasChanged |= agenda.moveDue(newSecond, sum);
        }
    }

    /** Adds what a customer contributes, and remembers where their fold stands if they are large. */
    void fold(int customer, TimelineReader reader) {
        FoldStates.Held<S> held = new FoldStates.Held<>(fold.start());
        run(held, customer, reader, adding);
        if (held.events > FoldStates.LARGE_EVENTS) {
            remember(customer, held);
        }
    }

    /** Adds what a customer contributes, remembers where their fold stands, and returns how many events that took. */
    long foldAndHold(int customer, TimelineReader reader) {
        FoldStates.Held<S> held = new FoldStates.Held<>(fold.start());
        run(held, customer, reader, adding);
        remember(customer, held);
        return held.events;
    }

    /**
     * Takes back what a customer contributed, as of the timelines it was folded from, and returns how many events that took.
     */
    long withdraw(int customer, TimelineReader reader) {
        FoldStates.Held<S> held = new FoldStates.Held<>(fold.start());
        run(held, customer, reader, withdrawing);
        states.drop(customer);
        return held.events;
    }

    /**
     * Takes a customer's new events, in order, if they come after all that was folded.
     *
     * @param before the timelines that were folded so far
     * @param isKnown whether the customer was there then
     * @return how many events that took; {@link #TOO_LATE} if an event comes too late for that, or changes what earlier ones
     *     add, and nothing was changed
     */
    long resume(int customer, List<EventView> events, TimelineReader before, boolean isKnown) {
        if (isMemoryless) {
            return takeEach(events);
        }
        FoldStates.Held<S> held = states.get(customer);
        long eventsBefore = held == null ? 0 : held.events;
        if (held == null) {
            held = new FoldStates.Held<>(fold.start());
            if (isKnown) {
                run(held, customer, before, Part::nowhere);
            }
            states.put(customer, held);
        }
        EventView first = events.getFirst();
        if (!held.isBefore(first.timestamp(), first.sequence())) {
            return TOO_LATE;
        }
        for (EventView event : events) {
            take(held, event, adding);
            if (fold.mustStartAnew(held.state)) {
                return TOO_LATE;
            }
        }
        fold.settle(held.state, adding);
        return held.events - eventsBefore;
    }

    private long takeEach(List<EventView> events) {
        S nothing = fold.start();
        for (EventView event : events) {
            fold.next(nothing, event, adding);
        }
        fold.settle(nothing, adding);
        return events.size();
    }

    private void remember(int customer, FoldStates.Held<S> held) {
        if (!isMemoryless) {
            states.put(customer, held);
        }
    }

    /** Counts new events of a customer that are left out, since the customer is a robot on their days. */
    void leaveOut(List<EventView> events) {
        if (leftOut != null) {
            for (EventView event : events) {
                leftOut.take(event, adding);
            }
        }
    }

    /** Adds all that another part of the same question has added up, from other customers. */
    @SuppressWarnings("unchecked") // Parts of one question have folds of one kind, and so states of one kind.
    void addAll(Part<?> other) {
        sum.addAll(other.sum);
        agenda.addAll(other.agenda);
        states.addAll((FoldStates<S>) other.states);
        hasChanged = true;
    }

    private void run(FoldStates.Held<S> held, int customer, TimelineReader reader, Changes changes) {
        reader.open(customer, robots);
        while (reader.next()) {
            take(held, reader.event(), changes);
        }
        fold.settle(held.state, changes);
        if (leftOut != null && reader.openLeftOut()) {
            while (reader.next()) {
                leftOut.take(reader.event(), changes);
            }
        }
    }

    private void take(FoldStates.Held<S> held, EventView event, Changes changes) {
        fold.next(held.state, event, changes);
        held.timestamp = event.timestamp();
        held.sequence = event.sequence();
        held.events++;
        if (isLagging) {
            fold.settle(held.state, changes);
        }
    }

    private void apply(long from, long row, long value, long n) {
        if (from == Long.MAX_VALUE || n == 0) {
            return;
        }
        if (from <= second) {
            sum.add(row, value, n);
            hasChanged = true;
        } else {
            agenda.add(from, row, value, n);
        }
    }

    private static void nowhere(long from, long row, long value, long n) {}
}
