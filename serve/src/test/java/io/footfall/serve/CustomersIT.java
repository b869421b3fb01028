package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.testkit.Document;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustomersIT {
    private static final long NOW = Served.NOW.toEpochMilli();
    private static final long MINUTE = 60_000;

    @TempDir
    Path data;

    @Test
    void tellsWhatIsKnownOfACustomer() {
        try (Served served = Served.on(data)) {
            shop(served);
            String profile = """
                    {"customer":"ann","anonymous":false,"firstSeen":"2026-03-02T10:00:00Z",\
                    "lastSeen":"2026-03-02T10:51:00Z","events":4,"sessions":2,"orders":2,"revenue":19.5,\
                    "traits":{"address":{"city":"Ulm"},"email":"Ann@example.com","plan":"gold"},"sources":["app","web"],\
                    "identities":[\
                    {"id":"ann","anonymous":false,"events":5,"joinedBy":null},\
                    {"id":"phone","anonymous":true,"events":1,\
                    "joinedBy":{"userId":"ann","timestamp":"2026-03-02T10:10:00Z","sequence":2}}],\
                    "asOf":{"sequence":7,"time":"2026-03-02T11:00:01Z"}}""";

            assertThat(served.get("/api/v1/customers/ann").body()).isEqualTo(profile);
            assertThat(served.get("/api/v1/customers/phone").body()).isEqualTo(profile);
            assertThat(served.get("/api/v1/customers/phone?anonymous=false").statusCode())
                    .isEqualTo(404);
            assertThat(served.get("/api/v1/customers/bob").body())
                    .contains("\"code\":\"not_found\"", "no customer has the id \\\"bob\\\"");
            assertThat(served.get("/api/v1/customers/ann?anonymous=maybe").body())
                    .contains("invalid_request");
        }
    }

    @Test
    void findsCustomersByIdAndByTheNewestValueOfATrait() {
        try (Served served = Served.on(data)) {
            shop(served);

            assertThat(served.get("/api/v1/customers?q=PHON").body())
                    .isEqualTo("{\"items\":[{\"customer\":\"ann\",\"anonymous\":false,"
                            + "\"found\":{\"in\":\"id\",\"value\":\"phone\"}}],\"next\":null}");
            assertThat(served.get("/api/v1/customers?q=ann@exam").body())
                    .contains("\"found\":{\"in\":\"traits.email\",\"value\":\"Ann@example.com\"}");
            assertThat(served.get("/api/v1/customers?q=silver").body()).isEqualTo("{\"items\":[],\"next\":null}");
            assertThat(served.get("/api/v1/customers?q=" + "x".repeat(201)).body())
                    .contains("q has 201 characters, the limit is 200");
        }
    }

    @Test
    void pagesThroughEveryoneInOrder() {
        try (Served served = Served.on(data)) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                events.add(
                        event("m-" + i, "web", "customer " + (char) ('a' + i), null, NOW, "Product Viewed", Map.of()));
            }
            served.take(events);
            List<String> found = new ArrayList<>();
            String next = "";
            while (!next.equals("null")) {
                String page = served.get("/api/v1/customers?limit=10" + (next.isEmpty() ? "" : "&after=" + next))
                        .body();
                for (String item : page.split("\"customer\":\"", -1)) {
                    if (item.startsWith("customer ")) {
                        found.add(item.substring(9, 10));
                    }
                }
                next = page.replaceAll("(?s).*\"next\":\"?([^\"}]*).*", "$1");
            }
            assertThat(String.join("", found)).isEqualTo("abcdefghijklmnopqrstuvwxy");
            assertThat(served.get("/api/v1/customers?after=%25").body()).contains("invalid_request");
        }
    }

    @Test
    void showsATimelineFromItsEnd() {
        try (Served served = Served.on(data)) {
            shop(served);
            HttpResponse<String> first = served.get("/api/v1/customers/ann/timeline?limit=2");
            assertThat(first.body()).isEqualTo("""
                    {"items":[{"event":"Order Completed","type":"track","timestamp":"2026-03-02T10:51:00Z",\
                    "receivedAt":"2026-03-02T11:00:00Z","sequence":6,"properties":{"items":["lamp",2,true],"revenue":7},\
                    "source":"web","userId":"ann"},\
                    {"event":"Identify","type":"identify","timestamp":"2026-03-02T10:50:00Z",\
                    "receivedAt":"2026-03-02T11:00:00Z","sequence":5,"source":"web","traits":{"plan":"gold"},\
                    "userId":"ann"}],"next":"1772448600000.5"}""");

            assertThat(sequences(served.get("/api/v1/customers/ann/timeline?limit=3&after=1772448600000.5")))
                    .containsExactly("4", "2", "7");
            assertThat(served.get("/api/v1/customers/ann/timeline?after=5").body())
                    .contains("invalid_request");
            assertThat(served.get("/api/v1/customers/bob/timeline").statusCode())
                    .isEqualTo(404);
        }
    }

    private static List<String> sequences(HttpResponse<String> page) {
        return List.of(page.body().split("\"sequence\":", -1)).stream()
                .skip(1)
                .map(rest -> rest.substring(0, 1))
                .toList();
    }

    private static void shop(Served served) {
        served.take(List.of(
                event("1", "web", null, "phone", NOW - 60 * MINUTE, "Product Viewed", Map.of()),
                identify("2", "phone", NOW - 50 * MINUTE, Map.of("plan", "silver", "email", "Ann@example.com")),
                identify("3", null, NOW + 90 * MINUTE, Map.of("plan", "platinum")),
                order("4", NOW - 20 * MINUTE, "12.50", Map.of()),
                identify("5", null, NOW - 10 * MINUTE, Map.of("plan", "gold")),
                order("6", NOW - 9 * MINUTE, "7.00", Map.of("items", List.of("lamp", 2, true))),
                event(
                        "7",
                        "app",
                        "ann",
                        null,
                        NOW - 55 * MINUTE,
                        "Product Viewed",
                        Map.of("properties", Map.of("a", "b")))));
    }

    private static Event order(String id, long time, String revenue, Map<String, ?> more) {
        Map<String, Object> properties = new java.util.TreeMap<>(more);
        properties.put("revenue", new BigDecimal(revenue));
        return event(id, "web", "ann", null, time, "Order Completed", Map.of("properties", properties));
    }

    private static Event identify(String id, @Nullable String anonymous, long time, Map<String, ?> traits) {
        Map<String, Object> all = new java.util.TreeMap<>(traits);
        if (anonymous != null) {
            all.put("address", Map.of("city", "Ulm"));
        }
        return new Event(
                EventType.IDENTIFY,
                "Identify",
                "web",
                id,
                "ann",
                anonymous,
                null,
                time,
                NOW,
                Document.of(Map.of("traits", all)));
    }

    private static Event event(
            String id,
            String source,
            @Nullable String user,
            @Nullable String anonymous,
            long time,
            String name,
            Map<String, ?> document) {
        return new Event(EventType.TRACK, name, source, id, user, anonymous, null, time, NOW, Document.of(document));
    }
}
