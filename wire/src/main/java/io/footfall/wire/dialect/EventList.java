package io.footfall.wire.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Our own items, sent as an array or as one a line. One that does not say its type is a {@code track} call. */
public final class EventList {
    private EventList() {}

    /** Translates a body; a line that is no JSON costs no other line. */
    public static Translated translate(byte[] body) {
        int first = 0;
        while (first < body.length && (body[first] <= ' ' || body[first] == (byte) 0xEF)) {
            first += body[first] == (byte) 0xEF ? 3 : 1;
        }
        boolean isArray = first < body.length && body[first] == '[';
        return isArray ? array(body) : lines(body);
    }

    /** Whether bytes are one whole JSON object, so that they may stand in a list of items. */
    public static boolean isObject(byte[] json) {
        try {
            return RawJson.read(json).isObject();
        } catch (NotJsonException notJson) {
            return false;
        }
    }

    private static Translated array(byte[] body) {
        try {
            BatchText items = new BatchText();
            RawJson.read(body).elements().forEach(item -> items.add(typed(item)));
            return new Translated.Batch(items.end("", RawJson.NOTHING), false);
        } catch (NotJsonException e) {
            return new Translated.Refused(e.words());
        }
    }

    private static Translated lines(byte[] body) {
        BatchText items = new BatchText();
        int start = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at == body.length || body[at] == '\n') {
                byte[] line = Arrays.copyOfRange(body, start, at);
                if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                    items.add(line(line));
                }
                start = at + 1;
            }
        }
        return new Translated.Batch(items.end("", RawJson.NOTHING), false);
    }

    private static String line(byte[] line) {
        try {
            return typed(RawJson.read(line));
        } catch (NotJsonException notJson) {
            // As a text it is set aside as what it is: no object.
            return ItemText.quoted(new String(line, StandardCharsets.UTF_8));
        }
    }

    private static String typed(RawJson item) {
        RawJson.Fields fields = item.fields();
        if (!item.isObject() || fields.hasDoubledKey() || fields.values().containsKey("type")) {
            return item.json();
        }
        String inside = item.json().substring(1).stripLeading();
        return "{\"type\":\"track\"" + (inside.startsWith("}") ? "" : ",") + inside;
    }
}
