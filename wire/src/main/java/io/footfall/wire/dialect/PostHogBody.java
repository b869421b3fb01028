package io.footfall.wire.dialect;

import io.footfall.wire.dialect.RawJson.Fields;
import java.util.List;

/**
 * What PostHog's libraries send: one event, a list of events, or an object with {@code batch}.
 *
 * <p>A {@code distinct_id} is a user id, unless the library says that nobody has signed in ({@code $is_identified} is
 * false, or it is the device's own id). {@code $identify} joins the anonymous id it names. All properties are kept under
 * the names they have; page and campaign are found under ours as well.
 */
public final class PostHogBody {
    private PostHogBody() {}

    /** Translates a body. */
    public static Translated translate(byte[] body) {
        RawJson whole;
        try {
            whole = RawJson.read(body);
        } catch (NotJsonException e) {
            return new Translated.Refused(e.words());
        }
        Fields around = whole.fields();
        RawJson batch = around.get("batch");
        if (!whole.isObject() && !whole.isArray()) {
            return new Translated.Refused("the body is JSON, but neither an object nor an array");
        }
        if (!batch.isNothing() && !batch.isArray()) {
            return new Translated.Refused("batch is not an array");
        }
        List<RawJson> events = batch.isArray() ? batch.elements() : whole.isArray() ? whole.elements() : List.of(whole);
        BatchText items = new BatchText();
        events.forEach(event -> items.add(item(event)));
        String key = key(around);
        if (key.isEmpty() && !events.isEmpty()) {
            key = key(events.getFirst().fields());
        }
        return new Translated.Batch(
                items.end(key, around.first("sentAt", "sent_at")),
                around.get("historical_migration").isTrue());
    }

    private static String key(Fields fields) {
        RawJson key = fields.first("api_key", "token");
        return key.isNothing() ? fields.get("properties").fields().get("token").text() : key.text();
    }

    private static String item(RawJson sent) {
        Fields fields = sent.fields();
        if (!sent.isObject() || fields.hasDoubledKey()) {
            return sent.json();
        }
        RawJson properties = fields.get("properties");
        Fields said = properties.fields();
        String name = fields.get("event").text();
        ItemText item = new ItemText()
                .raw("messageId", fields.first("uuid", "message_id", "messageId"))
                .raw("timestamp", fields.get("timestamp"))
                .object("context", context(said));
        who(fields, said, name, item);
        switch (name) {
            case "$identify", "$set" ->
                item.text("type", "identify")
                        .raw("traits", said.values().containsKey("$set") ? said.get("$set") : fields.get("$set"));
            case "$create_alias" -> item.text("type", "alias");
            case "$groupidentify" ->
                item.text("type", "group")
                        .raw("groupId", said.get("$group_key"))
                        .raw("traits", said.get("$group_set"));
            case "$pageview" ->
                item.text("type", "page").raw("name", said.get("title")).raw("properties", properties);
            case "$screen" ->
                item.text("type", "screen")
                        .raw("name", said.get("$screen_name"))
                        .raw("properties", properties);
            default ->
                item.text("type", "track").raw("event", fields.get("event")).raw("properties", properties);
        }
        return item.end();
    }

    private static void who(Fields fields, Fields said, String name, ItemText item) {
        RawJson id = fields.first("distinct_id", "distinctId", "$distinct_id");
        if (id.isNothing()) {
            id = said.get("distinct_id");
        }
        if (name.equals("$create_alias")) {
            item.raw("userId", said.get("alias")).raw("previousId", id);
            return;
        }
        boolean isAnonymous = said.get("$is_identified").isFalse()
                || (!id.text().isEmpty()
                        && id.text().equals(said.get("$device_id").text()));
        if (isAnonymous && !name.equals("$identify")) {
            item.raw("anonymousId", id);
            return;
        }
        item.raw("userId", id).raw("anonymousId", said.get("$anon_distinct_id"));
    }

    private static ItemText context(Fields said) {
        ItemText page = new ItemText()
                .raw("url", said.get("$current_url"))
                .raw("path", said.get("$pathname"))
                .raw("title", said.get("title"))
                .raw("referrer", said.get("$referrer"));
        ItemText campaign = new ItemText()
                .raw("source", said.get("utm_source"))
                .raw("medium", said.get("utm_medium"))
                .raw("name", said.get("utm_campaign"))
                .raw("term", said.get("utm_term"))
                .raw("content", said.get("utm_content"));
        return new ItemText()
                .object("page", page)
                .object("campaign", campaign)
                .raw("userAgent", said.first("$raw_user_agent", "$user_agent"));
    }
}
