package io.footfall.question.audience;

import io.footfall.question.Matcher;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import java.util.function.LongConsumer;

/**
 * That something was not done in a window, by a customer who was there when it began.
 *
 * <p>Its numbers: the newest moment at which it was done, and the first second whose window begins not before the first event.
 */
final class DidNotRule extends Rule {
    private static final int DONE = 0;
    private static final int SINCE = 1;

    private final int place;
    private final Matcher matcher;
    private final Matcher filter;
    private final long window;

    DidNotRule(int place, Matcher matcher, Matcher filter, long window) {
        this.place = place;
        this.matcher = matcher;
        this.filter = filter;
        this.window = window;
    }

    @Override
    long[] start() {
        return new long[] {NEVER_HAPPENED, NEVER_HAPPENED};
    }

    @Override
    boolean take(Standing standing, EventView event) {
        long[] numbers = standing.numbers[place];
        boolean isFirst = numbers[SINCE] == NEVER_HAPPENED && filter.meetsConditions(event);
        if (isFirst) {
            numbers[SINCE] =
                    window == Visibility.NEVER ? Long.MIN_VALUE + 1 : Math.ceilDiv(event.timestamp(), 1000) + window;
        }
        boolean isDone = matcher.matches(event);
        if (isDone) {
            numbers[DONE] = Visibility.secondAfter(event.timestamp());
        }
        return isFirst || isDone;
    }

    @Override
    boolean holds(Standing standing, long second) {
        long[] numbers = standing.numbers[place];
        return numbers[SINCE] != NEVER_HAPPENED && second >= numbers[SINCE] && second >= leaves(numbers[DONE], window);
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        long[] numbers = standing.numbers[place];
        seconds.accept(numbers[SINCE]);
        seconds.accept(leaves(numbers[DONE], window));
    }
}
