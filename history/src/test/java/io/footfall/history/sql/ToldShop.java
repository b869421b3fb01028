package io.footfall.history.sql;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log in which a few customers of a shop did what every reader of the tests can count by hand. */
public final class ToldShop {
    static final Instant END = Instant.parse("2026-03-03T00:00:00Z");

    private ToldShop() {}

    /** Writes the log, and tells what a statement may see of it. */
    public static Lease write(Path data) {
        return write(data, List.of());
    }

    /** The same with lookup tables. */
    static Lease write(Path data, List<Lease.Lookup> lookups) {
        try (EventLog log = EventLog.open(data, EventLogConfig.DEFAULTS, new SettableClock(END))) {
            log.start(committed -> {});
            log.append(Append.ofEvents(List.of(
                            event(1, "2026-03-01T10:00:00Z", EventType.TRACK, "Product Viewed", null, "a-1", "{}"),
                            event(2, "2026-03-01T10:05:00Z", EventType.IDENTIFY, "Identify", "ann", "a-1", "silver"),
                            event(3, "2026-03-01T10:06:00Z", EventType.TRACK, "Order Completed", "ann", null, "12.50"),
                            event(4, "2026-03-01T11:00:00.25Z", EventType.TRACK, "Product Viewed", "bob", null, "{}"))))
                    .join();
            log.append(Append.ofEvents(List.of(
                            event(3, "2026-03-01T10:06:00Z", EventType.TRACK, "Order Completed", "ann", null, "12.50"),
                            event(5, "2026-03-02T09:00:00Z", EventType.TRACK, "Order Completed", "bob", null, "7"),
                            event(6, "2026-03-02T10:00:00Z", EventType.IDENTIFY, "Identify", "ann", null, "gold"),
                            event(7, "2026-03-02T11:00:00Z", EventType.TRACK, "Email Sent", "ann", null, "{}"),
                            event(8, "2026-03-04T11:00:00Z", EventType.TRACK, "Product Viewed", "ann", null, "{}"))))
                    .join();
            SequenceRanges.Builder dropped = new SequenceRanges.Builder();
            dropped.add(5);
            return new Lease(
                    9,
                    0,
                    END.toEpochMilli(),
                    true,
                    dropped.build(),
                    List.of(new Lease.Joined(IdentityKey.anonymous("a-1"), IdentityKey.user("ann"))),
                    List.of(
                            new Lease.TypedProperty("properties.revenue", Lease.Type.NUMBER),
                            new Lease.TypedProperty("properties.products.0.name", Lease.Type.TEXT),
                            new Lease.TypedProperty("context.campaign.source", Lease.Type.TEXT),
                            new Lease.TypedProperty("traits.plan", Lease.Type.TEXT)),
                    Set.of("Email Sent"),
                    Lease.Past.NOTHING,
                    lookups);
        }
    }

    private static Event event(
            int id,
            String time,
            EventType type,
            String name,
            @Nullable String user,
            @Nullable String anonymous,
            String said) {
        long timestamp = Instant.parse(time).toEpochMilli();
        Map<String, ?> document = switch (name) {
            case "Order Completed" ->
                Map.of("properties", order(said), "context", Map.of("campaign", Map.of("source", "spring \"sale\"")));
            case "Identify" -> Map.of("traits", Map.of("plan", said));
            default -> Map.of();
        };
        return new Event(
                type, name, "web", "m-" + id, user, anonymous, null, timestamp, timestamp + 5, Document.of(document));
    }

    private static Map<String, ?> order(String revenue) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("revenue", new BigDecimal(revenue));
        properties.put("coupon", "=cmd|' /C calc'!A0");
        properties.put("products", List.of(Map.of("name", "lamp"), Map.of("name", "shade")));
        return properties;
    }
}
