package io.footfall.question;

import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;

/**
 * How one customer's timeline becomes what it adds to an answer.
 *
 * <p>The law: after {@code next} has been called for a customer's events in order, and {@code settle} at least once after the
 * last of them, the sum of all changes emitted so far with a second not after T is what the customer contributes to the answer
 * at T, for every T not before the last event's second. Where {@code settle} is called after each event, that holds for every
 * T whatsoever.
 *
 * <p>A fold is used by one thread. A state belongs to one customer and may be dropped and made again from the timeline at will.
 *
 * @param <S> what is remembered of one customer between events
 */
public interface Fold<S> {
    /** The state before a customer's first event. */
    S start();

    /** Makes a used state as {@link #start()} would, so that a scan needs only one. */
    void clear(S state);

    /** Takes the next event in the total order. */
    void next(S state, EventView event, Changes changes);

    /**
     * Whether what was taken since the last {@code settle} changes what was settled before, so that the customer must be folded from
     * the beginning. Nothing was emitted since then, if so.
     */
    default boolean mustStartAnew(S state) {
        return false;
    }

    /** Emits what {@code next} has put off. Does nothing if called again. */
    default void settle(S state, Changes changes) {}

    /**
     * Whether each event adds the same whatever else the customer did and whenever it comes. Then nothing need be remembered of anyone,
     * and no event is late.
     */
    default boolean isMemoryless() {
        return false;
    }

    /**
     * Takes the whole timeline of a customer that a reader was opened on, and settles.
     *
     * <p>As calling {@code next} for each event would, for answers at instants after the last of them; so a fold may pass over events
     * that cannot change these.
     */
    default void takeAll(S state, TimelineReader timeline, Changes changes) {
        EventView event = timeline.event();
        while (timeline.next()) {
            next(state, event, changes);
        }
        settle(state, changes);
    }
}
