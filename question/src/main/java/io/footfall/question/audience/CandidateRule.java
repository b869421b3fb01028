package io.footfall.question.audience;

import io.footfall.question.Matcher;
import io.footfall.timeline.EventView;
import java.util.function.LongConsumer;

/**
 * That anything is known of a customer at all.
 *
 * <p>Its number: when the first event happened that the filter lets through, in milliseconds.
 */
final class CandidateRule extends Rule {
    private final int place;
    private final Matcher filter;

    CandidateRule(int place, Matcher filter) {
        this.place = place;
        this.filter = filter;
    }

    @Override
    int numbers() {
        return 1;
    }

    @Override
    void clear(long[] numbers) {
        numbers[0] = NEVER_HAPPENED;
    }

    @Override
    boolean mayTake(int name) {
        // Whatever the name: so it is asked by itself, until there is an answer.
        return false;
    }

    @Override
    boolean take(Standing standing, EventView event) {
        long[] numbers = standing.numbers[place];
        if (numbers[0] != NEVER_HAPPENED || !filter.meetsConditions(event)) {
            return false;
        }
        numbers[0] = event.timestamp();
        standing.candidacies++;
        return true;
    }

    @Override
    boolean holds(Standing standing, long second) {
        return first(standing) != NEVER_HAPPENED;
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        // It changes by events alone.
    }

    /** When the first event happened, in milliseconds. */
    long first(Standing standing) {
        return standing.numbers[place][0];
    }
}
