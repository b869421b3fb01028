package io.footfall.question.audience;

import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import java.util.function.LongConsumer;

/**
 * One thing that is known of a customer, kept as some numbers in their {@link Standing}, and what follows from it at each second not
 * before the newest event: as things stand, if nothing more happens.
 *
 * <p>A moment of an event is the first second after it, for that is the first as-of that sees it.
 */
abstract class Rule {
    /** The moment of what never happened. */
    static final long NEVER_HAPPENED = Long.MIN_VALUE;

    /** How many numbers there are before the first event, and how many are kept when a standing is used again. */
    abstract int numbers();

    /** Makes numbers, of which there may be more than at first, what they are before the first event. */
    abstract void clear(long[] numbers);

    /** Whether events of a name may matter, as far as the name says. */
    abstract boolean mayTake(int name);

    /** Takes the next event of such a name; whether the numbers are others now. */
    abstract boolean take(Standing standing, EventView event);

    /** Whether it is so at a second. */
    abstract boolean holds(Standing standing, long second);

    /** Hands on the seconds at which it may begin or cease to be so. */
    abstract void turns(Standing standing, LongConsumer seconds);

    /** The first second whose window holds no more what happened at a moment. */
    static long leaves(long moment, long windowSeconds) {
        return moment == NEVER_HAPPENED || windowSeconds == Visibility.NEVER ? never(moment) : moment + windowSeconds;
    }

    private static long never(long moment) {
        return moment == NEVER_HAPPENED ? NEVER_HAPPENED : Visibility.NEVER;
    }
}
