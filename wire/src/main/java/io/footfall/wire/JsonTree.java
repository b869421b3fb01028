package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.footfall.question.InvalidQuestionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small JSON document, read whole; numbers are exact. */
sealed interface JsonTree {

    /** The largest document that is read, in bytes. */
    int BYTES_MAX = 65_536;

    /** Reads what is small and well-formed only: no field twice, no deep nesting, no number of absurd length. */
    JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(200)
                    .build())
            .build();

    /** Fields by name, in the order they were written. */
    record ObjectTree(Map<String, JsonTree> fields) implements JsonTree {}

    /** Elements in order. */
    record ArrayTree(List<JsonTree> elements) implements JsonTree {}

    /** A text. */
    record TextTree(String text) implements JsonTree {}

    /** A number. */
    record NumberTree(BigDecimal number) implements JsonTree {}

    /** True or false. */
    record BoolTree(boolean bool) implements JsonTree {}

    /** A null. */
    record NullTree() implements JsonTree {}

    /**
     * Reads a question.
     *
     * @throws InvalidQuestionException if it is too large or no JSON
     */
    static JsonTree read(byte[] bytes) {
        return read(bytes, "question", BYTES_MAX);
    }

    /**
     * Reads a document.
     *
     * @param what it is, for messages
     * @throws InvalidQuestionException if it is too large or no JSON
     */
    static JsonTree read(byte[] bytes, String what, int bytesMax) {
        if (bytes.length > bytesMax) {
            throw invalid("the " + what + " has " + bytes.length + " bytes, the limit is " + bytesMax);
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw invalid("the " + what + " is empty; expected a JSON object");
            }
            JsonTree tree = value(parser);
            if (parser.nextToken() != null) {
                throw invalid("something follows the " + what + "'s closing brace");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw invalid("the " + what + " is no JSON: " + ParserWords.of(e) + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** What this is, for messages. */
    default String described() {
        return switch (this) {
            case ObjectTree ignored -> "an object";
            case ArrayTree ignored -> "a list";
            case TextTree(String text) -> "\"" + text + "\"";
            case NumberTree(BigDecimal number) -> "the number " + number;
            case BoolTree(boolean bool) -> Boolean.toString(bool);
            case NullTree ignored -> "null";
        };
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }

    /** A limit that is broken, such as too deep a nesting, has no place. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static JsonTree value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, JsonTree> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield new ObjectTree(fields);
            }
            case START_ARRAY -> {
                List<JsonTree> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield new ArrayTree(elements);
            }
            case VALUE_STRING -> new TextTree(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberTree(new BigDecimal(parser.getText()));
            case VALUE_TRUE -> new BoolTree(true);
            case VALUE_FALSE -> new BoolTree(false);
            default -> new NullTree();
        };
    }
}
