package io.footfall.wire;

import io.footfall.question.Audiences;
import io.footfall.question.RowKey;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which customers are wanted: those behind a row of the answer to a question that is given, or pinned under a name. */
public final class MembersJson {
    private static final int KEY_FIELDS_MAX = 10;
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;

    private MembersJson() {}

    /**
     * Which customers are wanted.
     *
     * @param question the question; empty if it is given by {@code name}
     * @param name the name it is pinned under; empty if {@code question} is given
     * @param row the row that counts them
     * @param not another row, whose customers are left out
     * @param after the {@code next} of the page before
     * @param limit how many at most
     */
    public record Wanted(
            Optional<QuestionJson.Asked> question,
            Optional<String> name,
            RowKey row,
            Optional<RowKey> not,
            Optional<String> after,
            int limit) {}

    /**
     * Reads what is wanted.
     *
     * @throws io.footfall.question.InvalidQuestionException if it cannot be read
     */
    public static Wanted read(byte[] json, Audiences audiences) {
        Fields fields = Fields.of("", JsonTree.read(json));
        Optional<QuestionJson.Asked> question = fields.take("question").map(tree -> QuestionJson.read(tree, audiences));
        Optional<String> name = fields.text("name");
        if (question.isPresent() == name.isPresent()) {
            throw Fields.invalid("expected either \"question\", a question, or \"name\", the name of a pinned one");
        }
        RowKey row = key(fields, "row").orElse(new RowKey("row", Map.of()));
        Optional<RowKey> not = key(fields, "not");
        Optional<String> after = fields.text("after");
        int limit = fields.whole("limit", 1, LIMIT_MAX, LIMIT);
        fields.end();
        return new Wanted(question, name, row, not, after, limit);
    }

    private static Optional<RowKey> key(Fields fields, String place) {
        return fields.take(place).map(tree -> {
            if (!(tree instanceof JsonTree.ObjectTree(Map<String, JsonTree> named))) {
                throw Fields.expected(place, tree, "an object with the fields that name a row, such as {\"step\": 2}");
            }
            if (named.size() > KEY_FIELDS_MAX) {
                throw Fields.invalid(place + " has " + named.size() + " fields, the limit is " + KEY_FIELDS_MAX);
            }
            Map<String, Value> values = new LinkedHashMap<>();
            named.forEach((field, value) -> {
                // A row whose field is null is named by the others.
                if (!(value instanceof JsonTree.NullTree)) {
                    values.put(field, value(place + "." + field, value));
                }
            });
            return new RowKey(place, values);
        });
    }

    private static Value value(String place, JsonTree tree) {
        return switch (tree) {
            case JsonTree.TextTree(String text) -> new Value.Text(text);
            case JsonTree.NumberTree(BigDecimal number) -> SelectorJson.writable(place, number);
            case JsonTree.BoolTree(boolean bool) -> new Value.Bool(bool);
            case JsonTree.ArrayTree(List<JsonTree> elements) -> {
                List<Value> texts = new ArrayList<>();
                elements.forEach(element -> texts.add(new Value.Text(Fields.textOf(place, element))));
                yield new Value.Array(texts);
            }
            default -> throw Fields.expected(place, tree, "a value as the answer's rows have it");
        };
    }
}
