package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON object as a row: the texts, numbers and flags that stand at given paths, such as {@code cart.total}. */
public final class FlatObject {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FlatObject() {}

    /**
     * Reads an object of UTF-8.
     *
     * @return the values by those of the paths at which one stands, numbers as they are written; empty if the bytes are not
     *     one object, or have a key twice
     */
    public static Optional<Map<String, String>> read(byte[] json, Set<String> paths) {
        if (!Utf8.isValid(json)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            object(parser, "", paths, values);
            return parser.nextToken() == null ? Optional.of(values) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
    }

    private static void object(JsonParser parser, String prefix, Set<String> paths, Map<String, String> values)
            throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            String path = prefix + key;
            if (token == JsonToken.START_OBJECT) {
                object(parser, path + ".", paths, values);
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL && paths.contains(path)) {
                values.putIfAbsent(path, parser.getText());
            }
        }
    }
}
