package io.footfall.question;

import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which row of an answer is meant: by the fields that name it, as the answer writes them.
 *
 * @param place where it stands in what was asked, such as {@code row}, for messages
 * @param fields the fields
 */
public record RowKey(String place, Map<String, Value> fields) {
    /** Copies the map. */
    public RowKey {
        fields = Map.copyOf(fields);
    }

    /**
     * Lets a key pass that has no other fields than these.
     *
     * @throws InvalidQuestionException if it has, naming the first
     */
    public void requireOnly(Set<String> expected) {
        for (String field : new TreeSet<>(fields.keySet())) {
            if (!expected.contains(field)) {
                throw invalid("unknown field \"" + place + "." + field + "\"; "
                        + (expected.isEmpty()
                                ? "the answer has one row, which is named by no field"
                                : "expected one of " + String.join(", ", new TreeSet<>(expected))));
            }
        }
    }

    /** The value of a field. */
    public Value required(String field, String expected) {
        Value value = fields.get(field);
        if (value == null) {
            throw invalid("\"" + place + "." + field + "\" is missing; expected " + expected);
        }
        return value;
    }

    /** The whole number of a field. */
    public int whole(String field, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        if (required(field, expected) instanceof Value.Number(BigDecimal number)
                && number.scale() <= 0
                && number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
            return number.intValueExact();
        }
        throw invalid("\"" + place + "." + field + "\" is " + described(field) + "; expected " + expected);
    }

    /** Whether a field is true or false. */
    public boolean truth(String field) {
        String expected = "true or false";
        if (required(field, expected) instanceof Value.Bool(boolean bool)) {
            return bool;
        }
        throw invalid("\"" + place + "." + field + "\" is " + described(field) + "; expected " + expected);
    }

    /** The instant of a field, in milliseconds since 1970 UTC. */
    public long instant(String field, ZoneId zone) {
        return Instants.millis(place + "." + field, required(field, "the start of an interval"), zone);
    }

    /** Says that the answer has no row whose field has this value. */
    public InvalidQuestionException noSuchRow(String field, String expected) {
        return new InvalidQuestionException(
                "no_such_row",
                "the answer has no row whose " + field + " is " + described(field) + "; expected " + expected);
    }

    private String described(String field) {
        Value value = fields.get(field);
        return value == null ? "missing" : Words.of(value);
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }
}
