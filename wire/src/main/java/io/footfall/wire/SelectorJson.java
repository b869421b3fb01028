package io.footfall.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.footfall.question.Condition;
import io.footfall.question.Condition.Op;
import io.footfall.question.Decimals;
import io.footfall.question.Instants;
import io.footfall.question.Paths;
import io.footfall.question.Selector;
import io.footfall.timeline.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes which events are meant: names and conditions. */
final class SelectorJson {
    /** The most names a selector may list. */
    static final int EVENTS_MAX = 100;

    /** The most conditions that must all hold. */
    static final int CONDITIONS_MAX = 50;

    /** The most values that {@code in} may list. */
    static final int VALUES_MAX = 1_000;

    private static final String ANY = "*";
    private static final String VALUE = "value";
    private static final Map<String, Op> OPS = Fields.words(Op.values(), Op::word);

    private SelectorJson() {}

    /** The selector in the fields {@code event} and {@code where}. */
    static Selector read(Fields fields, ZoneId zone) {
        List<String> events = fields.take("event")
                .map(tree -> events(fields.place("event"), tree))
                .orElse(List.of());
        return new Selector(events, conditions(fields, "where", zone));
    }

    /** The selector in an object that must be there. */
    static Selector required(Fields fields, String name, ZoneId zone) {
        JsonTree tree = fields.take(name)
                .orElseThrow(() -> fields.missing(name, "which events, such as {\"event\": \"Order Completed\"}"));
        Fields selector = Fields.of(fields.place(name), tree);
        Selector read = read(selector, zone);
        selector.end();
        return read;
    }

    /** Writes a selector as an object. */
    static void write(String name, Selector selector, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        write(selector, json);
        json.writeEndObject();
    }

    /** Writes the fields {@code event} and {@code where}. */
    static void write(Selector selector, JsonGenerator json) throws IOException {
        if (selector.events().size() > 1) {
            json.writeArrayFieldStart("event");
            for (String event : selector.events()) {
                json.writeString(event);
            }
            json.writeEndArray();
        } else {
            json.writeStringField(
                    "event", selector.isAny() ? ANY : selector.events().getFirst());
        }
        writeConditions("where", selector.where(), json);
    }

    /** The conditions in a field; none if it is not there. */
    static List<Condition> conditions(Fields fields, String name, ZoneId zone) {
        List<Condition> conditions = new ArrayList<>();
        List<JsonTree> trees = fields.list(name, CONDITIONS_MAX);
        for (int i = 0; i < trees.size(); i++) {
            conditions.add(condition(Fields.of(fields.place(name) + "[" + i + "]", trees.get(i)), zone));
        }
        return conditions;
    }

    /** Writes conditions into a field, and nothing if there are none. */
    static void writeConditions(String name, List<Condition> conditions, JsonGenerator json) throws IOException {
        if (conditions.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Condition condition : conditions) {
            json.writeStartObject();
            write(condition, condition.path(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the fields of a condition. */
    static void write(Condition condition, String property, JsonGenerator json) throws IOException {
        json.writeStringField("property", property);
        json.writeStringField("op", condition.op().word());
        if (takesList(condition.op())) {
            json.writeArrayFieldStart(VALUE);
            for (Value value : condition.values()) {
                writeScalar(value, json);
            }
            json.writeEndArray();
        } else if (!condition.values().isEmpty()) {
            json.writeFieldName(VALUE);
            writeScalar(condition.values().getFirst(), json);
        }
    }

    private static List<String> events(String place, JsonTree tree) {
        if (!(tree instanceof JsonTree.ArrayTree)) {
            String name = Fields.textOf(place, tree);
            return name.equals(ANY) ? List.of() : List.of(name);
        }
        List<String> names = new ArrayList<>();
        for (JsonTree element : Fields.listOf(place, tree, EVENTS_MAX)) {
            names.add(Fields.textOf(place, element));
        }
        if (names.isEmpty() || names.contains(ANY)) {
            throw Fields.invalid(place + " lists " + (names.isEmpty() ? "nothing" : "\"*\" among others")
                    + "; expected names of events, or \"*\" alone");
        }
        return names.stream().distinct().toList();
    }

    private static Condition condition(Fields fields, ZoneId zone) {
        return condition(fields, fields.requiredText("property"), zone);
    }

    /** The condition on a path in the fields {@code op} and {@code value}. */
    static Condition condition(Fields fields, String path, ZoneId zone) {
        Paths.check(path);
        Op op = fields.word("op", OPS);
        Optional<JsonTree> value = fields.take(VALUE);
        fields.end();
        if (op == Op.EXISTS || op == Op.NOT_EXISTS) {
            if (value.isPresent()) {
                throw Fields.invalid(fields.place(VALUE) + " is not expected with " + op.word());
            }
            return new Condition(path, op, List.of());
        }
        JsonTree given = value.orElseThrow(() -> fields.missing(VALUE, "what " + op.word() + " compares with"));
        String place = fields.place(VALUE);
        List<Value> values = new ArrayList<>();
        for (JsonTree element : takesList(op) ? Fields.listOf(place, given, VALUES_MAX) : List.of(given)) {
            values.add(Paths.isInstant(path) ? instant(place, element, op, zone) : scalar(place, element, op));
        }
        return new Condition(path, op, values);
    }

    private static boolean takesList(Op op) {
        return op == Op.IN || op == Op.NOT_IN;
    }

    private static Value instant(String place, JsonTree tree, Op op, ZoneId zone) {
        if (op == Op.CONTAINS || op == Op.STARTS_WITH) {
            throw Fields.invalid(place + " is compared by " + op.word() + ", which instants are not");
        }
        String text = Fields.textOf(place, tree);
        return new Value.Text(Instants.written(Instants.millis(place, text, zone), zone));
    }

    private static Value scalar(String place, JsonTree tree, Op op) {
        String expected = switch (op) {
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> "a number";
            case CONTAINS, STARTS_WITH -> "a text";
            default -> "a text, a number, true or false";
        };
        return switch (tree) {
            case JsonTree.NumberTree(BigDecimal number)
            when op != Op.CONTAINS && op != Op.STARTS_WITH -> writable(place, number);
            case JsonTree.TextTree(String text) when !isOfNumbers(op) -> new Value.Text(text);
            case JsonTree.BoolTree(boolean bool) when isOfEquality(op) -> new Value.Bool(bool);
            default -> throw Fields.expected(place, tree, expected + " with " + op.word());
        };
    }

    /** A number that can be written in full without becoming huge. */
    static Value.Number writable(String place, BigDecimal number) {
        if (!Decimals.isWritable(number)) {
            throw Fields.invalid(place + " has more than " + Decimals.WRITTEN_DIGITS_MAX + " digits");
        }
        return new Value.Number(number);
    }

    private static boolean isOfNumbers(Op op) {
        return op == Op.GREATER || op == Op.GREATER_OR_EQUAL || op == Op.LESS || op == Op.LESS_OR_EQUAL;
    }

    private static boolean isOfEquality(Op op) {
        return op == Op.EQUAL || op == Op.NOT_EQUAL || op == Op.IN || op == Op.NOT_IN;
    }

    static void writeScalar(Value value, JsonGenerator json) throws IOException {
        switch (value) {
            case Value.Text(String text) -> json.writeString(text);
            case Value.Number(BigDecimal number) -> json.writeNumber(number.toPlainString());
            case Value.Bool(boolean bool) -> json.writeBoolean(bool);
            case Value.Array ignored -> throw new IllegalArgumentException("a list inside a condition's values");
            case Value.Structure ignored -> throw new IllegalArgumentException("an object inside a condition's values");
        }
    }
}
