package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item that is given an id and a time where it has none of its own; all else stays as it was sent. */
public final class StampedItem {
    private static final JsonFactory JSON = new JsonFactory();

    private StampedItem() {}

    /** A key that stands there and says nothing: its value's bytes from {@code from} to {@code to}. */
    private record Blank(String key, int from, int to) {}

    /**
     * Stamps an item.
     *
     * @param json a JSON object without a byte order mark; anything else comes back as it is
     * @param time for an item with neither {@code timestamp} nor {@code originalTimestamp}, unless it is empty
     */
    public static byte[] of(byte[] json, String messageId, Optional<Instant> time) {
        Map<String, String> missing = new LinkedHashMap<>();
        missing.put("messageId", messageId);
        time.ifPresent(at -> missing.put("timestamp", at.toString()));
        List<Blank> blanks = new ArrayList<>();
        int inside;
        boolean isEmpty = true;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return json;
            }
            inside = (int) parser.currentLocation().getByteOffset();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                isEmpty = false;
                parser.nextToken();
                if (saysSomething(parser)) {
                    missing.remove(key.equals("originalTimestamp") ? "timestamp" : key);
                    parser.skipChildren();
                } else {
                    blanks.add(blank(key, parser));
                }
            }
        } catch (JsonProcessingException noJson) {
            return json;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
        blanks.removeIf(blank -> !missing.containsKey(blank.key));
        return missing.isEmpty() ? json : stamped(json, inside, isEmpty, missing, blanks);
    }

    private static boolean saysSomething(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return token.isNumeric()
                || (token == JsonToken.VALUE_STRING && !parser.getText().isBlank());
    }

    private static Blank blank(String key, JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Blank(key, from, (int) parser.currentLocation().getByteOffset());
    }

    private static byte[] stamped(
            byte[] json, int inside, boolean isEmpty, Map<String, String> missing, List<Blank> blanks) {
        ByteArrayOutputStream stamped = new ByteArrayOutputStream(json.length + 160);
        stamped.write(json, 0, inside);
        Map<String, String> added = new LinkedHashMap<>(missing);
        blanks.forEach(blank -> added.remove(blank.key));
        List<String> fields = new ArrayList<>();
        added.forEach((key, text) -> fields.add('"' + key + "\":" + quoted(text)));
        stamped.writeBytes(String.join(",", fields).getBytes(StandardCharsets.UTF_8));
        if (!fields.isEmpty() && !isEmpty) {
            stamped.write(',');
        }
        int end = inside;
        for (Blank blank : blanks) {
            stamped.write(json, end, blank.from - end);
            stamped.writeBytes(quoted(missing.getOrDefault(blank.key, "")).getBytes(StandardCharsets.UTF_8));
            end = blank.to;
        }
        stamped.write(json, end, json.length - end);
        return stamped.toByteArray();
    }

    private static String quoted(String text) {
        return new String(new JsonText().text(text).toBytes(), StandardCharsets.UTF_8);
    }
}
