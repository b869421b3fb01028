package io.footfall.question;

import io.footfall.timeline.Value;
import java.util.List;

/**
 * One test on one property of an event.
 *
 * @param path the property, as written in the question
 * @param op how it is compared
 * @param values what with: none for {@code exists}, one for most, several for {@code in}
 */
public record Condition(String path, Op op, List<Value> values) {
    /** Copies the list. */
    public Condition {
        values = List.copyOf(values);
    }

    /** Whether a value passes. */
    public boolean passes(Value value) {
        return ConditionReader.passes(this, value);
    }

    /** Whether it passes that there is no value. */
    public boolean passesMissing() {
        return ConditionReader.passesMissing(op);
    }

    /** The comparisons there are. */
    public enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        IN("in"),
        NOT_IN("not_in"),
        CONTAINS("contains"),
        STARTS_WITH("starts_with"),
        EXISTS("exists"),
        NOT_EXISTS("not_exists");

        private final String word;

        Op(String word) {
            this.word = word;
        }

        /** How it is written in JSON. */
        public String word() {
            return word;
        }
    }
}
