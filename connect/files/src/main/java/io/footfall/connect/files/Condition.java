package io.footfall.connect.files;

import java.math.BigDecimal;
import java.util.Set;

/** A claim about one column of a row. */
public record Condition(String column, Claim claim) {

    /** What is claimed of the column's value. */
    public sealed interface Claim {

        /** There is nothing in the column, or there is something. */
        record Empty(boolean isEmpty) implements Claim {}

        /** The value is one of these texts. */
        record OneOf(Set<String> texts) implements Claim {
            public OneOf {
                texts = Set.copyOf(texts);
            }
        }

        /** The value begins with this text. */
        record StartsWith(String text) implements Claim {}

        /** The value is a number that compares so; what is no number does not. */
        record Compares(Comparison comparison, BigDecimal number) implements Claim {}
    }

    /** How a number stands to another. */
    public enum Comparison {
        LESS_THAN,
        AT_MOST,
        AT_LEAST,
        MORE_THAN;

        boolean holds(int compared) {
            return switch (this) {
                case LESS_THAN -> compared < 0;
                case AT_MOST -> compared <= 0;
                case AT_LEAST -> compared >= 0;
                case MORE_THAN -> compared > 0;
            };
        }
    }

    /** Whether the claim holds for the column's value. */
    boolean holds(String value) {
        return switch (claim) {
            case Claim.Empty(boolean isEmpty) -> value.isEmpty() == isEmpty;
            case Claim.OneOf(Set<String> texts) -> texts.contains(value);
            case Claim.StartsWith(String text) -> value.startsWith(text);
            case Claim.Compares(Comparison comparison, BigDecimal number) ->
                Decimals.read(value, value) instanceof Cell.Number(BigDecimal found)
                        && comparison.holds(found.compareTo(number));
        };
    }
}
