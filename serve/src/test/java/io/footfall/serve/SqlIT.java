package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.testkit.Document;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlIT {
    private static final long NOON = Served.NOW.toEpochMilli();

    @TempDir
    Path data;

    @Test
    void seesTheNewestEventAndWhoItJoinsWithinOneReadOfOnesOwnWrites() {
        try (Served served = Served.on(data)) {
            served.take(List.of(event("m-1", null, "phone", "Product Viewed", Map.of())));
            assertThat(csv(served, "select customer, anonymous from customers")).isEqualTo("""
                    customer,anonymous
                    phone,true
                    """);

            long sequence = served.take(List.of(
                    event("m-2", "ann", "phone", "Order Completed", Map.of("revenue", new BigDecimal("12.50"))),
                    event("m-1", null, "phone", "Product Viewed", Map.of())));
            HttpResponse<String> response = served.send(served.request(
                            "POST",
                            "/api/v1/sql?after=" + sequence,
                            "{\"sql\":\"select customer, count(*) as n, sum((properties ->> 'revenue')::double) as paid from events"
                                    + " group by customer\"}")
                    .header("Accept", "text/csv"));

            assertThat(response.body()).isEqualTo("customer,n,paid\r\nann,2,12.5\r\n");
            assertThat(response.headers().firstValue("X-Footfall-Sequence")).hasValue("3");
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        }
    }

    @Test
    void answersAsJsonUnlessAskedOtherwise() {
        try (Served served = Served.on(data)) {
            served.take(List.of(event("m-1", "ann", null, "Product Viewed", Map.of())));
            HttpResponse<String> response =
                    served.post("/api/v1/sql", "{\"sql\": \"select count(*) as n from events\"}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo("{\"columns\":[{\"name\":\"n\",\"type\":\"BIGINT\"}],\"rows\":[\n[1]],"
                            + "\"asOf\":{\"sequence\":1,\"time\":\"2026-03-02T11:00:01Z\"}}");
        }
    }

    @Test
    void saysWhatIsWrongWithAStatement() {
        try (Served served = Served.on(data)) {
            assertThat(served.post("/api/v1/sql", "{\"sql\": \"delete from events\"}")
                            .body())
                    .contains("\"code\":\"invalid_sql\"", "only SELECT is allowed");
            assertThat(served.post("/api/v1/sql", "{\"sql\": \"select * from range(100001)\"}")
                            .body())
                    .contains("\"code\":\"sql_limit\"", "more than 100000 rows");
            assertThat(served.post("/api/v1/sql", "{\"query\": \"select 1\"}").body())
                    .contains("\"code\":\"invalid_question\"", "\\\"sql\\\" is missing");
        }
    }

    private static String csv(Served served, String sql) {
        return served.send(served.request("POST", "/api/v1/sql", "{\"sql\":\"" + sql + "\"}")
                        .header("Accept", "text/html, text/csv;q=0.9"))
                .body()
                .replace("\r", "");
    }

    private static Event event(
            String messageId,
            @Nullable String user,
            @Nullable String anonymous,
            String name,
            Map<String, ?> properties) {
        return new Event(
                EventType.TRACK,
                name,
                "web",
                messageId,
                user,
                anonymous,
                null,
                NOON - 1_000,
                NOON,
                Document.of(Map.of("properties", properties)));
    }
}
