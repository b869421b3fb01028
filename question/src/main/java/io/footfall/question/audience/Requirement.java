package io.footfall.question.audience;

import io.footfall.question.Audience;
import io.footfall.question.Condition;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a customer must meet. A window, where there is one, is the newest stretch of its length before the as-of. */
public sealed interface Requirement {
    /** The most often that anything can be asked to have happened. */
    int TIMES_MAX = 10_000;

    /** The fewest steps of a sequence. */
    int STEPS_MIN = 2;

    /** The most steps of a sequence. */
    int STEPS_MAX = 20;

    /** How a number of times is compared. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<=");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        /** How it is written in JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * To have done something so many times.
     *
     * @param selector what
     * @param comparison how the number of times compares
     * @param times with what, 0 to {@value #TIMES_MAX}
     * @param last the window; empty for all time
     */
    record Did(Selector selector, Comparison comparison, int times, Optional<Duration> last) implements Requirement {}

    /**
     * Not to have done something in a window, by someone who was there when it began.
     *
     * @param selector what
     * @param last the window; empty for all time
     */
    record DidNot(Selector selector, Optional<Duration> last) implements Requirement {}

    /**
     * To have done things one after the other.
     *
     * @param steps what, in order; one event serves one step
     * @param within how long after the first step the last one may come, inclusive; empty for no limit
     * @param last the window that all steps lie in; empty for all time
     */
    record Sequence(List<Selector> steps, Optional<Duration> within, Optional<Duration> last) implements Requirement {
        /**
         * Copies the list.
         *
         * @throws InvalidQuestionException if there are too few or too many steps
         */
        public Sequence {
            steps = List.copyOf(steps);
            if (steps.size() < STEPS_MIN || steps.size() > STEPS_MAX) {
                throw new InvalidQuestionException(
                        "invalid_question",
                        "a sequence has " + steps.size() + " steps; expected " + STEPS_MIN + " to " + STEPS_MAX
                                + " steps");
            }
        }
    }

    /**
     * To have a trait whose newest value before the as-of meets a condition.
     *
     * @param condition on a path of {@code traits.…}
     */
    record Trait(Condition condition) implements Requirement {}

    /**
     * To be a member of another audience.
     *
     * @param name the name under which it is pinned
     * @param audience what is pinned there
     */
    record In(String name, Audience audience) implements Requirement {}

    /**
     * Not to meet a requirement.
     *
     * @param requirement which
     */
    record Not(Requirement requirement) implements Requirement {}
}
