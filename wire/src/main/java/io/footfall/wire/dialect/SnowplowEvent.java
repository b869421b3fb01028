package io.footfall.wire.dialect;

import io.footfall.wire.dialect.RawJson.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One event of Snowplow's tracker protocol.
 *
 * <p>{@code uid} is the user id, {@code duid} the anonymous one. A self-describing event is called by its schema's name, a
 * structured one by its action; entities are found in {@code context.snowplow} under their schema's name, the first of each.
 */
final class SnowplowEvent {
    private static final List<String> CAMPAIGN = List.of("source", "medium", "campaign", "term", "content");

    private final UnaryOperator<String> value;

    /** An event by what stands in each of its parameters; empty where nothing does. */
    SnowplowEvent(UnaryOperator<String> value) {
        this.value = value;
    }

    /** The item that says the same. */
    String item() {
        ItemText item = new ItemText()
                .text("messageId", get("eid"))
                .number("timestamp", get("ttm").isEmpty() ? get("dtm") : get("ttm"))
                .number("sentAt", get("stm"))
                .text("userId", get("uid"))
                .text("anonymousId", firstOf(get("duid"), mobileId(), get("nuid"), get("tnuid")))
                .object("context", context());
        switch (get("e")) {
            case "pv" -> item.text("type", "page").text("name", get("page")).object("properties", page());
            case "pp" -> item.text("type", "track").text("event", "Page Ping").object("properties", page());
            case "se" -> item.text("type", "track").text("event", get("se_ac")).object("properties", structured());
            case "tr" ->
                item.text("type", "track").text("event", "Order Completed").object("properties", order());
            case "ti" -> item.text("type", "track").text("event", "Order Item").object("properties", orderItem());
            case "ue" -> selfDescribing(item);
            default -> item.text("type", "snowplow " + get("e"));
        }
        return item.end();
    }

    private String get(String name) {
        return value.apply(name);
    }

    private static String firstOf(String... values) {
        for (String each : values) {
            if (!each.isEmpty()) {
                return each;
            }
        }
        return "";
    }

    private void selfDescribing(ItemText item) {
        Optional<RawJson> sent = json("ue_pr", "ue_px");
        Fields inner = sent.map(RawJson::fields)
                .map(outer -> outer.get("data").fields())
                .orElse(RawJson.NOTHING.fields());
        String name = schemaName(inner.get("schema").text());
        if (sent.isEmpty()) {
            // What cannot be read is set aside with what stands there.
            item.text("type", "track")
                    .text("event", "self-describing")
                    .text("properties", firstOf(get("ue_pr"), get("ue_px"), "-"));
        } else if (name.equals("screen_view")) {
            item.text("type", "screen")
                    .raw("name", inner.get("data").fields().get("name"))
                    .raw("properties", inner.get("data"));
        } else {
            item.text("type", "track").text("event", name).raw("properties", inner.get("data"));
        }
    }

    private ItemText page() {
        return new ItemText().text("url", get("url")).text("title", get("page")).text("referrer", get("refr"));
    }

    private ItemText structured() {
        return new ItemText()
                .text("category", get("se_ca"))
                .text("action", get("se_ac"))
                .text("label", get("se_la"))
                .text("property", get("se_pr"))
                .number("value", get("se_va"));
    }

    private ItemText order() {
        return new ItemText()
                .text("order_id", get("tr_id"))
                .text("affiliation", get("tr_af"))
                .number("revenue", get("tr_tt"))
                .number("tax", get("tr_tx"))
                .number("shipping", get("tr_sh"))
                .text("currency", get("tr_cu"));
    }

    private ItemText orderItem() {
        return new ItemText()
                .text("order_id", get("ti_id"))
                .text("product_id", get("ti_sk"))
                .text("name", get("ti_nm"))
                .text("category", get("ti_ca"))
                .number("price", get("ti_pr"))
                .number("quantity", get("ti_qu"))
                .text("currency", get("ti_cu"));
    }

    private ItemText context() {
        ItemText entities = new ItemText();
        Set<String> seen = new HashSet<>();
        for (RawJson entity : entities()) {
            Fields fields = entity.fields();
            String name = schemaName(fields.get("schema").text());
            if (!name.isEmpty() && seen.add(name)) {
                entities.raw(name, fields.get("data"));
            }
        }
        return new ItemText()
                .object("page", page())
                .object("campaign", campaign())
                .text("userAgent", get("ua"))
                .text("locale", get("lang"))
                .text("timezone", get("tz"))
                .object("snowplow", entities);
    }

    /** The campaign that the page's address names, as the pipeline of Snowplow's own would find it. */
    private ItemText campaign() {
        ItemText campaign = new ItemText();
        String url = get("url");
        int query = url.indexOf('?');
        int end = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        Set<String> seen = new HashSet<>();
        if (query >= 0 && query < end) {
            for (String pair : url.substring(query + 1, end).split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 4 || !pair.startsWith("utm_") ? "" : pair.substring(4, equals);
                if (CAMPAIGN.contains(name) && seen.add(name)) {
                    campaign.text(name.equals("campaign") ? "name" : name, decoded(pair.substring(equals + 1)));
                }
            }
        }
        return campaign;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    private String mobileId() {
        for (RawJson entity : entities()) {
            Fields fields = entity.fields();
            if (schemaName(fields.get("schema").text()).equals("client_session")) {
                return fields.get("data").fields().get("userId").text();
            }
        }
        return "";
    }

    private List<RawJson> entities() {
        return json("co", "cx")
                .map(outer -> outer.fields().get("data").elements())
                .orElse(List.of());
    }

    /** What a parameter holds as JSON, or another in base64. */
    private Optional<RawJson> json(String plain, String base64) {
        try {
            byte[] bytes = get(plain).isEmpty()
                    ? Base64.getUrlDecoder()
                            .decode(get(base64).replace('+', '-').replace('/', '_'))
                    : get(plain).getBytes(StandardCharsets.UTF_8);
            return bytes.length == 0 ? Optional.empty() : Optional.of(RawJson.read(bytes));
        } catch (NotJsonException | IllegalArgumentException notReadable) {
            return Optional.empty();
        }
    }

    /** The name in {@code iglu:vendor/name/format/version}. */
    private static String schemaName(String schema) {
        String[] parts = schema.split("/", -1);
        return parts.length == 4 ? parts[1] : "";
    }
}
