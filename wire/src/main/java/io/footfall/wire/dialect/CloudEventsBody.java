package io.footfall.wire.dialect;

import io.footfall.wire.dialect.RawJson.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * CloudEvents 1.0: one in a JSON object, several in an array, or one whose attributes are headers beside its data.
 *
 * <p>Its {@code type} is the event's name, {@code source} and {@code id} together its id. Who did it stands in the
 * extension attributes {@code userid} and {@code anonymousid}, else in the data as {@code userId} and {@code anonymousId};
 * {@code subject} is what was acted on, and never an identity.
 */
public final class CloudEventsBody {
    private static final String VERSION = "1.0";
    private static final List<String> ATTRIBUTES = List.of("source", "subject", "dataschema", "datacontenttype");

    private CloudEventsBody() {}

    /** Translates a body in which everything is JSON: one event or an array of them. */
    public static Translated structured(byte[] body) {
        try {
            RawJson whole = RawJson.read(body);
            BatchText items = new BatchText();
            for (RawJson event : whole.isArray() ? whole.elements() : List.of(whole)) {
                items.add(item(event));
            }
            return new Translated.Batch(items.end("", RawJson.NOTHING), false);
        } catch (NotJsonException e) {
            return new Translated.Refused(e.words());
        }
    }

    /**
     * Translates a body that is the data alone.
     *
     * @param attribute the value of an attribute, from its header; empty if there is none
     */
    public static Translated binary(Function<String, String> attribute, byte[] body) {
        RawJson data;
        try {
            data = body.length == 0 ? RawJson.NOTHING : RawJson.read(body);
        } catch (NotJsonException notJson) {
            String text = new String(body, StandardCharsets.UTF_8);
            data = text(text);
        }
        BatchText items = new BatchText();
        items.add(item(attribute, data));
        return new Translated.Batch(items.end("", RawJson.NOTHING), false);
    }

    private static String item(RawJson event) {
        Fields fields = event.fields();
        if (!event.isObject() || fields.hasDoubledKey()) {
            return event.json();
        }
        RawJson data = fields.first("data", "data_base64");
        return item(name -> fields.get(name).text(), data);
    }

    private static String item(Function<String, String> attribute, RawJson data) {
        String version = attribute.apply("specversion");
        ItemText context = new ItemText();
        ATTRIBUTES.forEach(name -> context.text(name, attribute.apply(name)));
        Fields said = data.fields();
        ItemText item = new ItemText()
                // Another version is set aside by the name of its type.
                .text("type", version.equals(VERSION) ? "track" : "cloudevents " + version)
                .text("event", attribute.apply("type"))
                .text("timestamp", attribute.apply("time"))
                .object("context", new ItemText().object("cloudevent", context));
        if (!attribute.apply("id").isEmpty()) {
            item.text("messageId", attribute.apply("source") + " " + attribute.apply("id"));
        }
        who(attribute, said, "userid", "userId", item);
        who(attribute, said, "anonymousid", "anonymousId", item);
        if (data.isObject()) {
            item.raw("properties", data);
        } else {
            item.object("properties", new ItemText().raw("data", data));
        }
        return item.end();
    }

    private static void who(Function<String, String> attribute, Fields said, String name, String key, ItemText item) {
        String extension = attribute.apply(name);
        if (extension.isEmpty()) {
            item.raw(key, said.get(key));
        } else {
            item.text(key, extension);
        }
    }

    private static RawJson text(String text) {
        try {
            return RawJson.read(ItemText.quoted(text).getBytes(StandardCharsets.UTF_8));
        } catch (NotJsonException impossible) {
            throw new IllegalStateException("a quoted text is JSON", impossible);
        }
    }
}
