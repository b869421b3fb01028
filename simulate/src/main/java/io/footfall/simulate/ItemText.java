package io.footfall.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An item's JSON, written from front to back.
 *
 * <p>Names and texts are the shop's own and need no escapes.
 */
final class ItemText {

    private final StringBuilder text = new StringBuilder(512).append('{');

    ItemText field(String name, String value) {
        name(name);
        text.append('"').append(value).append('"');
        return this;
    }

    ItemText field(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** An amount of money, exact: 1990 cents are 19.90. */
    ItemText cents(String name, long cents) {
        name(name);
        text.append(cents / 100).append('.').append(cents / 10 % 10).append(cents % 10);
        return this;
    }

    ItemText time(String name, long millis) {
        return field(name, Instant.ofEpochMilli(millis).toString());
    }

    /** Adds JSON as it is given. */
    ItemText raw(String name, String json) {
        name(name);
        text.append(json);
        return this;
    }

    ItemText open(String name) {
        name(name);
        text.append('{');
        return this;
    }

    ItemText openList(String name) {
        name(name);
        text.append('[');
        return this;
    }

    ItemText openElement() {
        comma();
        text.append('{');
        return this;
    }

    ItemText close() {
        text.append('}');
        return this;
    }

    ItemText closeList() {
        text.append(']');
        return this;
    }

    /** Closes the item and gives its bytes. */
    byte[] toBytes() {
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void name(String name) {
        comma();
        text.append('"').append(name).append("\":");
    }

    private void comma() {
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[') {
            text.append(',');
        }
    }
}
