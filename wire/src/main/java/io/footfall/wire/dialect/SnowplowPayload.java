package io.footfall.wire.dialect;

import io.footfall.wire.dialect.RawJson.Fields;
import java.util.List;
import java.util.Map;

/**
 * What Snowplow's trackers send, by the tracker protocol: a list of events in a body, or one in a query. All values are
 * texts. Trackers have no place for a key, so the application's id is one, unless the request carries another.
 */
public final class SnowplowPayload {
    private SnowplowPayload() {}

    /**
     * Translates the body of {@code POST /com.snowplowanalytics.snowplow/tp2}.
     *
     * @param isKeyed whether the request carries a key, so that the application's id is none
     */
    public static Translated ofBody(byte[] body, boolean isKeyed) {
        Fields whole;
        try {
            whole = RawJson.read(body).fields();
        } catch (NotJsonException e) {
            return new Translated.Refused(e.words());
        }
        if (!whole.get("data").isArray()) {
            return new Translated.Refused("data is not an array of events");
        }
        List<RawJson> events = whole.get("data").elements();
        BatchText items = new BatchText();
        for (RawJson event : events) {
            Fields fields = event.fields();
            boolean isEvent = event.isObject() && !fields.hasDoubledKey();
            items.add(isEvent ? new SnowplowEvent(name -> fields.get(name).text()).item() : event.json());
        }
        String key = isKeyed || events.isEmpty()
                ? ""
                : events.getFirst().fields().get("aid").text();
        return new Translated.Batch(items.end(key, RawJson.NOTHING), false);
    }

    /** Translates the query of {@code GET /i}; {@code isKeyed} is as for a body. */
    public static Translated ofQuery(Map<String, String> query, boolean isKeyed) {
        BatchText items = new BatchText();
        items.add(new SnowplowEvent(name -> query.getOrDefault(name, "")).item());
        return new Translated.Batch(items.end(isKeyed ? "" : query.getOrDefault("aid", ""), RawJson.NOTHING), false);
    }
}
