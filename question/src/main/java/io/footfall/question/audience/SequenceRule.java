package io.footfall.question.audience;

import io.footfall.question.Matcher;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * That things were done one after the other. Of all ways to have come to a step, the one that began last is best, both for the limit
 * of time and for the window.
 *
 * <p>Its numbers: for each step the newest beginning, in milliseconds, of a way that has come to it.
 */
final class SequenceRule extends Rule {
    private final int place;
    private final List<Matcher> steps;
    private final long within;
    private final long window;

    SequenceRule(int place, List<Matcher> steps, long within, long window) {
        this.place = place;
        this.steps = List.copyOf(steps);
        this.within = within;
        this.window = window;
    }

    @Override
    int numbers() {
        return steps.size();
    }

    @Override
    void clear(long[] numbers) {
        Arrays.fill(numbers, NEVER_HAPPENED);
    }

    @Override
    boolean mayTake(int name) {
        return steps.stream().anyMatch(step -> step.mayMatch(name));
    }

    @Override
    boolean take(Standing standing, EventView event) {
        long[] begins = standing.numbers[place];
        long timestamp = event.timestamp();
        int last = steps.size() - 1;
        long before = begins[last];
        // Backwards, for one event serves one step.
        for (int step = last; step > 0; step--) {
            long begin = begins[step - 1];
            if (begin > begins[step]
                    && timestamp - begin <= within
                    && steps.get(step).matches(event)) {
                begins[step] = begin;
            }
        }
        if (steps.getFirst().matches(event)) {
            begins[0] = timestamp;
        }
        return begins[last] != before;
    }

    @Override
    boolean holds(Standing standing, long second) {
        return second < until(standing);
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        seconds.accept(until(standing));
    }

    private long until(Standing standing) {
        long begin = standing.numbers[place][steps.size() - 1];
        return begin == NEVER_HAPPENED ? NEVER_HAPPENED : leaves(Visibility.secondAfter(begin), window);
    }
}
