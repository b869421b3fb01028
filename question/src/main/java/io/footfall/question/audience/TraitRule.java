package io.footfall.question.audience;

import io.footfall.event.EventType;
import io.footfall.question.Memo;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.util.function.LongConsumer;

/**
 * What the newest identify call that says it said of a trait.
 *
 * <p>Its number: that of the value.
 */
final class TraitRule extends Rule {
    private final int place;
    private final int path;
    private final Memo test;

    TraitRule(int place, int path, Memo test) {
        this.place = place;
        this.path = path;
        this.test = test;
    }

    @Override
    int numbers() {
        return 1;
    }

    @Override
    void clear(long[] numbers) {
        numbers[0] = Vocabulary.NONE;
    }

    @Override
    boolean mayTake(int name) {
        return true;
    }

    @Override
    boolean take(Standing standing, EventView event) {
        if (event.type() != EventType.IDENTIFY) {
            return false;
        }
        int value = event.value(path);
        if (value == Vocabulary.NONE || value == standing.numbers[place][0]) {
            return false;
        }
        standing.numbers[place][0] = value;
        return true;
    }

    @Override
    boolean holds(Standing standing, long second) {
        return test.test((int) standing.numbers[place][0]);
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        // It changes by events alone.
    }
}
