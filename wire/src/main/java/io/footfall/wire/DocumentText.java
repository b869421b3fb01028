package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.footfall.event.CorruptBytesException;
import io.footfall.event.DocumentWriter;
import io.footfall.event.PackedDocument;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads back documents that were written as JSON texts. They were within all limits when they came, so none is looked at here, and
 * numbers are exact to their trailing zeros.
 */
final class DocumentText {
    private static final int NESTING_MAX = 256;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private DocumentText() {}

    static PackedDocument document(DocumentParts parts) {
        int length =
                length(parts.properties()) + length(parts.context()) + length(parts.traits()) + length(parts.rest());
        DocumentWriter into = new DocumentWriter(64 + length);
        into.startObject();
        try {
            String order = parts.order();
            if (order == null) {
                putIfPresent("properties", parts.properties(), into);
                putIfPresent("context", parts.context(), into);
                putIfPresent("traits", parts.traits(), into);
                putFields(parts.rest(), into);
            } else {
                putInOrder(order, parts, into);
            }
        } catch (IOException e) {
            throw new CorruptBytesException("a document that is no JSON: " + e.getMessage());
        }
        into.endObject();
        return into.toDocument();
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static void putInOrder(String order, DocumentParts parts, DocumentWriter into) throws IOException {
        String rest = parts.rest();
        try (JsonParser keys = JSON.createParser(order);
                JsonParser others = JSON.createParser(rest == null ? "{}" : rest)) {
            keys.nextToken();
            others.nextToken();
            while (keys.nextToken() == JsonToken.VALUE_STRING) {
                String key = keys.getText();
                switch (key) {
                    case "properties" -> putIfPresent(key, parts.properties(), into);
                    case "context" -> putIfPresent(key, parts.context(), into);
                    case "traits" -> putIfPresent(key, parts.traits(), into);
                    default -> putNext(others, into);
                }
            }
        }
    }

    /** Writes the next field of the object that a parser is in. */
    private static void putNext(JsonParser parser, DocumentWriter into) throws IOException {
        String key = parser.nextFieldName();
        if (key == null) {
            throw new IOException("it has fewer fields than keys");
        }
        into.key(key);
        parser.nextToken();
        copy(parser, into);
    }

    private static void putIfPresent(String key, @Nullable String json, DocumentWriter into) throws IOException {
        if (json != null) {
            into.key(key);
            try (JsonParser parser = JSON.createParser(json)) {
                parser.nextToken();
                copy(parser, into);
            }
        }
    }

    private static void putFields(@Nullable String object, DocumentWriter into) throws IOException {
        if (object != null) {
            try (JsonParser parser = JSON.createParser(object)) {
                parser.nextToken();
                copyFields(parser, into);
            }
        }
    }

    private static void copyFields(JsonParser parser, DocumentWriter into) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            into.key(key);
            parser.nextToken();
            copy(parser, into);
        }
    }

    private static void copy(JsonParser parser, DocumentWriter into) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("it has no value");
        }
        switch (token) {
            case VALUE_STRING -> into.text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> into.number(new BigDecimal(parser.getText()));
            case VALUE_TRUE -> into.bool(true);
            case VALUE_FALSE -> into.bool(false);
            case START_OBJECT -> {
                into.startObject();
                copyFields(parser, into);
                into.endObject();
            }
            case START_ARRAY -> {
                into.startArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    copy(parser, into);
                }
                into.endArray();
            }
            default -> into.nothing();
        }
    }
}
