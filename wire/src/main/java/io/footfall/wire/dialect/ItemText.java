package io.footfall.wire.dialect;

import io.footfall.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An object of an item while it is written; what is absent, empty or null is left out. */
final class ItemText {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?");

    private final JsonText json = new JsonText().startObject();
    private boolean isEmpty = true;

    /** A text as JSON. */
    static String quoted(String text) {
        return new String(new JsonText().text(text).toBytes(), StandardCharsets.UTF_8);
    }

    ItemText text(String key, String value) {
        if (!value.isEmpty()) {
            put(key).text(value);
        }
        return this;
    }

    /** A value as it was sent. */
    ItemText raw(String key, RawJson value) {
        if (!value.isNothing()) {
            put(key).raw(value.json());
        }
        return this;
    }

    /** A text that is a number becomes one. */
    ItemText number(String key, String value) {
        if (NUMBER.matcher(value).matches()) {
            put(key).raw(value);
            return this;
        }
        return text(key, value);
    }

    /** An object, unless it is empty. */
    ItemText object(String key, ItemText value) {
        if (!value.isEmpty) {
            put(key).raw(value.end());
        }
        return this;
    }

    /** The whole of it. */
    String end() {
        return new String(json.endObject().toBytes(), StandardCharsets.UTF_8);
    }

    private JsonText put(String key) {
        isEmpty = false;
        return json.key(key);
    }
}
