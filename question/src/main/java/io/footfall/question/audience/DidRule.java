package io.footfall.question.audience;

import io.footfall.question.Matcher;
import io.footfall.question.Visibility;
import io.footfall.question.audience.Requirement.Comparison;
import io.footfall.timeline.EventView;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * How often something was done in a window. As many of the newest moments are kept as are needed to tell "so often" from "more
 * often".
 *
 * <p>Its numbers: how often in all, then the newest moments, each in the place of the one it displaces.
 */
final class DidRule extends Rule {
    private static final int CAPACITY = 2;

    private final int place;
    private final Matcher matcher;
    private final Comparison comparison;
    private final int times;
    private final long window;
    private final int momentsMax;

    DidRule(int place, Matcher matcher, Comparison comparison, int times, long window) {
        this.place = place;
        this.matcher = matcher;
        this.comparison = comparison;
        this.times = times;
        this.window = window;
        this.momentsMax = times + 1;
    }

    @Override
    int numbers() {
        return 1 + Math.min(momentsMax, CAPACITY);
    }

    @Override
    void clear(long[] numbers) {
        numbers[0] = 0;
    }

    @Override
    boolean mayTake(int name) {
        return matcher.mayMatch(name);
    }

    @Override
    boolean take(Standing standing, EventView event) {
        if (!matcher.matches(event)) {
            return false;
        }
        long[] numbers = standing.numbers[place];
        long count = numbers[0]++;
        if (count >= numbers.length - 1 && numbers.length - 1 < momentsMax) {
            numbers = Arrays.copyOf(numbers, 1 + Math.min(momentsMax, 2 * (numbers.length - 1)));
            standing.numbers[place] = numbers;
        }
        numbers[1 + (int) (count % (numbers.length - 1))] = Visibility.secondAfter(event.timestamp());
        return true;
    }

    @Override
    boolean holds(Standing standing, long second) {
        return Times.holds(comparison, second < until(standing, times), second < until(standing, times + 1));
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        seconds.accept(until(standing, times));
        seconds.accept(until(standing, times + 1));
    }

    /** The first second at which it was done less often than {@code count} times in the window. */
    private long until(Standing standing, int count) {
        if (count == 0) {
            return Visibility.NEVER;
        }
        long[] numbers = standing.numbers[place];
        if (numbers[0] < count) {
            return NEVER_HAPPENED;
        }
        return leaves(numbers[1 + (int) ((numbers[0] - count) % (numbers.length - 1))], window);
    }
}
