package io.footfall.question;

import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.OptionalInt;

/** How the values that rows are broken down by are written, and in which order they come among equals. */
public final class RowNames {
    /** Of events that have no value. */
    public static final String NONE = "(none)";

    /** Of all values that have no rows of their own. */
    public static final String OTHER = "(other)";

    private RowNames() {}

    /** The cell of a table that names a row: a text, a number or a boolean. */
    public static Object of(int number, Vocabulary vocabulary) {
        if (number == Vocabulary.OTHER) {
            return OTHER;
        }
        return of(valueOf(number, vocabulary));
    }

    /** The cell of a table that is named by a value. */
    public static Object of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Number(BigDecimal decimal) -> decimal;
            case Value.Bool(boolean bool) -> bool;
            case Value.Array ignored -> NONE;
            case Value.Structure ignored -> NONE;
        };
    }

    /**
     * The number of the value that a row is named by in its field {@code by}.
     *
     * @param top the values that have rows
     * @throws InvalidQuestionException if none of them is meant
     */
    public static int number(RowKey key, Top top, Vocabulary vocabulary) {
        Value meant = key.required("by", "a value that the answer has rows of");
        for (int number : top.ranked()) {
            if (valueOf(number, vocabulary).equals(meant)) {
                return number;
            }
        }
        if (top.hasOther() && meant.equals(new Value.Text(OTHER))) {
            return Vocabulary.OTHER;
        }
        throw key.noSuchRow(
                "by",
                "one of the " + top.ranked().length + " values that come first"
                        + (top.hasOther() ? ", or " + OTHER : ""));
    }

    /** The number of the value that rows are named by in this way, if any event has ever had it; for few calls, since it looks at all. */
    public static OptionalInt find(Value name, Vocabulary vocabulary) {
        if (name.equals(new Value.Text(NONE))) {
            return OptionalInt.of(Vocabulary.NONE);
        }
        return vocabulary.find(name);
    }

    /** Booleans, then numbers by size, then text by code point, {@code (none)} among it. */
    public static Comparator<Integer> ascending(Vocabulary vocabulary) {
        return Comparator.comparing(number -> valueOf(number, vocabulary));
    }

    private static Value valueOf(int number, Vocabulary vocabulary) {
        return switch (number) {
            case Vocabulary.NONE -> new Value.Text(NONE);
            case Vocabulary.OTHER -> new Value.Text(OTHER);
            default -> vocabulary.value(number);
        };
    }
}
