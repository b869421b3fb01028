package io.footfall.question.audience;

import io.footfall.question.Matcher;
import io.footfall.timeline.EventView;
import java.util.function.LongConsumer;

/**
 * That anything is known of a customer at all.
 *
 * <p>Its number: 1 if so.
 */
final class CandidateRule extends Rule {
    private final int place;
    private final Matcher filter;

    CandidateRule(int place, Matcher filter) {
        this.place = place;
        this.filter = filter;
    }

    @Override
    long[] start() {
        return new long[] {0};
    }

    @Override
    boolean take(Standing standing, EventView event) {
        long[] numbers = standing.numbers[place];
        if (numbers[0] != 0 || !filter.meetsConditions(event)) {
            return false;
        }
        numbers[0] = 1;
        return true;
    }

    @Override
    boolean holds(Standing standing, long second) {
        return standing.numbers[place][0] != 0;
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        // It changes by events alone.
    }
}
