package io.footfall.question.audience;

import io.footfall.question.Matcher;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import java.util.function.LongConsumer;

/**
 * That something was not done in a window, by a customer who was there when it began.
 *
 * <p>Its number: the newest moment at which it was done.
 */
final class DidNotRule extends Rule {
    private final int place;
    private final Matcher matcher;
    private final CandidateRule candidate;
    private final long window;

    DidNotRule(int place, Matcher matcher, CandidateRule candidate, long window) {
        this.place = place;
        this.matcher = matcher;
        this.candidate = candidate;
        this.window = window;
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
        return matcher.mayMatch(name);
    }

    @Override
    boolean take(Standing standing, EventView event) {
        if (!matcher.matches(event)) {
            return false;
        }
        standing.numbers[place][0] = Visibility.secondAfter(event.timestamp());
        return true;
    }

    @Override
    boolean holds(Standing standing, long second) {
        return candidate.holds(standing, second)
                && second >= since(standing)
                && second >= leaves(standing.numbers[place][0], window);
    }

    @Override
    void turns(Standing standing, LongConsumer seconds) {
        if (candidate.first(standing) != NEVER_HAPPENED) {
            seconds.accept(since(standing));
        }
        seconds.accept(leaves(standing.numbers[place][0], window));
    }

    /** The first second whose window begins not before the first event. */
    private long since(Standing standing) {
        return window == Visibility.NEVER ? Long.MIN_VALUE : Math.ceilDiv(candidate.first(standing), 1000) + window;
    }
}
