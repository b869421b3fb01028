package io.footfall.wire.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.footfall.wire.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as it stands in a body: its bytes are kept, and read one level deep when asked for. */
final class RawJson {
    /** What stands where nothing was sent. */
    static final RawJson NOTHING =
            new RawJson("null".getBytes(StandardCharsets.US_ASCII), 0, 4, JsonToken.VALUE_NULL, "");

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final int from;
    private final int to;
    private final JsonToken token;
    private final String text;

    private RawJson(byte[] body, int from, int to, JsonToken token, String text) {
        this.body = body;
        this.from = from;
        this.to = to;
        this.token = token;
        this.text = text;
    }

    /** Reads a whole body, whatever is in it; a byte order mark is passed over. */
    static RawJson read(byte[] body) throws NotJsonException {
        if (!Utf8.isValid(body)) {
            throw new NotJsonException("the body is not UTF-8");
        }
        boolean hasMark =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        int start = hasMark ? 3 : 0;
        for (int at = start; at < Math.min(start + 4, body.length); at++) {
            if (body[at] == 0) {
                // Jackson would take it for UTF-16 or UTF-32.
                throw new NotJsonException("the body is not JSON: it begins with bytes that are no text");
            }
        }
        try (JsonParser parser = JSON.createParser(body, start, body.length - start)) {
            if (parser.nextToken() == null) {
                throw new NotJsonException("the body is empty");
            }
            RawJson whole = value(parser, body, start);
            if (parser.nextToken() != null) {
                throw new NotJsonException("the body goes on after its JSON ends");
            }
            return whole;
        } catch (JsonProcessingException e) {
            throw new NotJsonException(
                    "the body is not JSON, at byte " + e.getLocation().getByteOffset());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
    }

    /** The value that a parser stands on; it goes on to the value's end. */
    private static RawJson value(JsonParser parser, byte[] body, int start) throws IOException {
        JsonToken token = parser.currentToken();
        int from = start + (int) parser.currentTokenLocation().getByteOffset();
        String text = token == JsonToken.VALUE_STRING || token.isNumeric() ? parser.getText() : "";
        parser.skipChildren();
        parser.finishToken();
        return new RawJson(body, from, start + (int) parser.currentLocation().getByteOffset(), token, text);
    }

    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    boolean isNothing() {
        return token == JsonToken.VALUE_NULL;
    }

    boolean isTrue() {
        return token == JsonToken.VALUE_TRUE;
    }

    boolean isFalse() {
        return token == JsonToken.VALUE_FALSE;
    }

    /** What a text says, or a number as it is written; empty for everything else. */
    String text() {
        return text;
    }

    /** The value as it was sent. */
    String json() {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    /** The fields of an object; none of everything else. Of equal keys the last one counts. */
    Fields fields() {
        Map<String, RawJson> values = new LinkedHashMap<>();
        boolean hasDoubledKey = false;
        if (isObject()) {
            try (JsonParser parser = JSON.createParser(body, from, to - from)) {
                parser.nextToken();
                for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                    parser.nextToken();
                    hasDoubledKey |= values.put(key, value(parser, body, from)) != null;
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("reading JSON that was read before", impossible);
            }
        }
        return new Fields(values, hasDoubledKey);
    }

    /** The elements of an array; none of everything else. */
    List<RawJson> elements() {
        List<RawJson> elements = new ArrayList<>();
        if (isArray()) {
            try (JsonParser parser = JSON.createParser(body, from, to - from)) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser, body, from));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("reading JSON that was read before", impossible);
            }
        }
        return elements;
    }

    /**
     * The fields of an object.
     *
     * @param values the values by their keys
     * @param hasDoubledKey whether a key stands there twice, which no item may have
     */
    record Fields(Map<String, RawJson> values, boolean hasDoubledKey) {

        /** A field's value; {@link RawJson#NOTHING} if there is none. */
        RawJson get(String key) {
            return values.getOrDefault(key, NOTHING);
        }

        /** The first of some fields that is there and not null. */
        RawJson first(String... keys) {
            for (String key : keys) {
                RawJson value = get(key);
                if (!value.isNothing()) {
                    return value;
                }
            }
            return NOTHING;
        }
    }
}
