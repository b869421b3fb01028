package io.footfall.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.event.DocumentWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies JSON values into documents as a parser meets them, and says when one is past a limit of what may be read:
 * depth, digits, exponent, an equal key twice, half of a surrogate pair.
 *
 * <p>Past a limit the methods return false; the caller passes over the rest of the item. What is no JSON at all throws.
 */
final class ItemReader {
    /** The most objects and arrays open at once, the item's own object among them. */
    static final int DEPTH_MAX = 64;

    private static final int KNOWN_KEYS_MAX = 4_096;

    private final SeenKeys seen = new SeenKeys();
    private final Map<String, byte[]> knownKeys = new HashMap<>();

    /** Whether what was read last is within the limits; {@link #takeId} and its kin report through it. */
    private boolean isLegal = true;

    /** Begins an item. */
    void begin() {
        seen.clear();
        isLegal = true;
        seen.open();
    }

    boolean isLegal() {
        return isLegal;
    }

    /** Takes the key of the item's own object that the parser stands on. */
    boolean takeKey(String key) {
        return encoded(key) != null && seen.add(key);
    }

    /** Copies the value the parser stands on, {@code depth} objects and arrays being open around it. */
    boolean copy(JsonParser parser, DocumentWriter into, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> copyText(parser, into);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber(parser, into);
            case VALUE_TRUE -> written(into.bool(true));
            case VALUE_FALSE -> written(into.bool(false));
            case START_OBJECT -> depth < DEPTH_MAX && copyObject(parser, into, depth + 1);
            case START_ARRAY -> depth < DEPTH_MAX && copyArray(parser, into, depth + 1);
            default -> written(into.nothing());
        };
    }

    private boolean copyObject(JsonParser parser, DocumentWriter into, int depth) throws IOException {
        into.startObject();
        seen.open();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            byte[] utf8 = encoded(key);
            if (utf8 == null || !seen.add(key)) {
                return false;
            }
            into.key(utf8);
            parser.nextToken();
            if (!copy(parser, into, depth)) {
                return false;
            }
        }
        seen.close();
        into.endObject();
        return true;
    }

    private boolean copyArray(JsonParser parser, DocumentWriter into, int depth) throws IOException {
        into.startArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!copy(parser, into, depth)) {
                return false;
            }
        }
        into.endArray();
        return true;
    }

    private static boolean copyText(JsonParser parser, DocumentWriter into) throws IOException {
        char[] characters = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        if (isAscii(characters, from, length)) {
            into.asciiText(characters, from, length);
            return true;
        }
        String text = new String(characters, from, length);
        if (hasHalfPair(text)) {
            return false;
        }
        into.text(text);
        return true;
    }

    private static boolean copyNumber(JsonParser parser, DocumentWriter into) throws IOException {
        return JsonNumber.copy(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), into);
    }

    private static boolean written(DocumentWriter ignored) {
        return true;
    }

    /** The id the parser stands on: text or a number's text; null for another value, which goes to {@code rest}. */
    @Nullable
    String takeId(JsonParser parser, DocumentWriter rest) throws IOException {
        String text = takeText(parser, rest);
        return text == null || text.isBlank() ? null : text;
    }

    /** The text, or text of the number, that the parser stands on; null for another value. */
    private @Nullable String takeText(JsonParser parser, DocumentWriter rest) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            isLegal &= !hasHalfPair(text);
            return text;
        }
        if (token.isNumeric()) {
            isLegal &= isNumberLegal(parser);
            return parser.getText();
        }
        rest.clear();
        isLegal &= copy(parser, rest, 1);
        return null;
    }

    /** The text the parser stands on; null for another value. */
    @Nullable
    String takeWord(JsonParser parser, DocumentWriter rest) throws IOException {
        boolean isText = parser.currentToken() == JsonToken.VALUE_STRING;
        String text = takeText(parser, rest);
        return isText ? text : null;
    }

    /** The time the parser stands on, a {@link ClientTime}. */
    long takeTime(JsonParser parser, DocumentWriter rest) throws IOException {
        JsonToken token = parser.currentToken();
        String text = takeText(parser, rest);
        if (text == null) {
            return token == JsonToken.VALUE_NULL ? ClientTime.ABSENT : ClientTime.UNREADABLE;
        }
        if (!token.isNumeric()) {
            return ClientTime.ofText(text);
        }
        return isLegal ? ClientTime.ofNumber(new BigDecimal(text)) : ClientTime.UNREADABLE;
    }

    private static boolean isNumberLegal(JsonParser parser) throws IOException {
        return JsonNumber.isLegal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /** The UTF-8 of a key; null if it has half of a surrogate pair. */
    private byte @Nullable [] encoded(String key) {
        byte[] known = knownKeys.get(key);
        if (known != null) {
            return known;
        }
        if (hasHalfPair(key)) {
            return null;
        }
        if (knownKeys.size() == KNOWN_KEYS_MAX) {
            knownKeys.clear();
        }
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        knownKeys.put(key, utf8);
        return utf8;
    }

    private static boolean isAscii(char[] characters, int from, int length) {
        int all = 0;
        for (int at = from; at < from + length; at++) {
            all |= characters[at];
        }
        return all < 0x80;
    }

    private static boolean hasHalfPair(String text) {
        int at = 0;
        while (at < text.length()) {
            // A whole pair is one code point beyond the surrogates.
            int point = text.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return true;
            }
            at += Character.charCount(point);
        }
        return false;
    }
}
