package io.footfall.serve;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.testkit.Document;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the few customers of a small shop did on two days, for answers that can be checked by hand. */
final class ToldShop {
    private final List<Event> events = new ArrayList<>();

    private ToldShop() {}

    /** Everything that happened. */
    static List<Event> events() {
        ToldShop shop = new ToldShop();
        shop.visitor("dev-1", "Product Viewed", "2026-03-01T09:00:00Z", Map.of("price", 20, "product", "mug"));
        shop.customer("ann", "dev-1", "Product Added", "2026-03-01T09:05:00Z", Map.of("price", 20, "product", "mug"));
        shop.customer("ann", null, "Order Completed", "2026-03-01T09:10:00Z", order("o-1", "20.50", "EUR"));
        shop.customer("bob", null, "Product Viewed", "2026-03-01T10:00:00Z", Map.of("price", 5, "product", "pen"));
        shop.customer("bob", null, "Product Added", "2026-03-01T12:00:00Z", Map.of("price", 5, "product", "pen"));
        shop.visitor("dev-2", "Product Viewed", "2026-03-02T08:00:00Z", Map.of("price", 20, "product", "mug"));
        shop.customer("ann", null, "Product Viewed", "2026-03-02T10:00:00Z", Map.of("product", "lamp", "isGift", true));
        shop.customer("ann", null, "Order Completed", "2026-03-02T10:30:00Z", order("o-2", "99.90", "EUR"));
        shop.customer("cat", null, "Order Completed", "2026-03-02T10:45:00Z", order("o-3", "7", "USD"));
        shop.customer("cat", null, "Order Completed", "2026-03-02T10:50:00Z", Map.of("revenue", "free"));
        return shop.events;
    }

    /** An order of the same customer each time, at a millisecond. */
    static Event order(String messageId, String customer, long timestamp) {
        return event(customer, null, "Order Completed", messageId, timestamp, order(messageId, "10", "EUR"));
    }

    static Event event(
            @Nullable String user,
            @Nullable String anonymous,
            String name,
            String messageId,
            long timestamp,
            Map<String, Object> properties) {
        return new Event(
                EventType.TRACK,
                name,
                "web",
                messageId,
                user,
                anonymous,
                null,
                timestamp,
                timestamp,
                Document.of(Map.of("properties", new TreeMap<>(properties))));
    }

    static QuarantinedItem bad(String text) {
        return new QuarantinedItem("bad_json", "web", Served.NOW.toEpochMilli(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> order(String id, String revenue, String currency) {
        return Map.of("order_id", id, "revenue", new BigDecimal(revenue), "currency", currency);
    }

    private void visitor(String anonymous, String name, String at, Map<String, Object> properties) {
        add(null, anonymous, name, at, properties);
    }

    private void customer(
            String user, @Nullable String anonymous, String name, String at, Map<String, Object> properties) {
        add(user, anonymous, name, at, properties);
    }

    private void add(
            @Nullable String user, @Nullable String anonymous, String name, String at, Map<String, Object> properties) {
        long timestamp = Instant.parse(at).toEpochMilli();
        events.add(event(user, anonymous, name, "m" + events.size(), timestamp, properties));
    }
}
