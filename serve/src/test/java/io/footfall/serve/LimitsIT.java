package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is at a limit is served, what is one past it is refused. */
class LimitsIT {
    private static final String ANSWER = "/api/v1/answer";
    private static final String MEMBERS = "/api/v1/members";
    private static final int QUESTION_BYTES_MAX = 65_536;

    @TempDir
    Path data;

    private Served served;

    @BeforeEach
    void start() {
        served = Served.on(data);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void readsAQuestionOf65536Bytes() {
        String question = "{\"kind\":\"trend\"}";
        String padding = " ".repeat(QUESTION_BYTES_MAX - question.length());
        assertThat(served.post(ANSWER, question + padding).statusCode()).isEqualTo(200);
        assertRefused(served.post(ANSWER, question + padding + " "), 400, "invalid_question");
        assertThat(served.post(ANSWER, " ".repeat(100_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void readsJsonOf32Levels() {
        assertRefused(served.post(ANSWER, "[".repeat(33) + "]".repeat(33)), 400, "invalid_question");
        assertThat(served.post(ANSWER, "[".repeat(33) + "]".repeat(33)).body()).contains("no JSON");
        assertThat(served.post(ANSWER, "[".repeat(32) + "]".repeat(32)).body()).contains("expected an object");
    }

    @Test
    void answersTenThousandRows() {
        assertThat(served.post(ANSWER, minutes(10_000)).statusCode()).isEqualTo(200);
        assertRefused(served.post(ANSWER, minutes(10_001)), 400, "too_many_rows");
    }

    @Test
    void pinsUnderANameOfAHundredCharacters() {
        assertThat(pin("a".repeat(100)).statusCode()).isEqualTo(200);
        assertThat(pin("0.A_b-c").statusCode()).isEqualTo(200);
        assertRefused(pin("a".repeat(101)), 400, "invalid_name");
        assertRefused(pin(".a"), 400, "invalid_name");
        assertRefused(pin("a%20b"), 400, "invalid_name");
        assertRefused(pin("%C3%A4"), 400, "invalid_name");
    }

    @Test
    void refusesToPinWhatWouldGrowWithoutEndOrHasAnAsOf() {
        assertRefused(
                served.put("/api/v1/questions/a", "{\"kind\":\"trend\",\"interval\":\"day\"}"),
                400,
                "invalid_question");
        assertRefused(
                served.put("/api/v1/questions/a", "{\"kind\":\"trend\",\"asOf\":\"2026-03-01\"}"),
                400,
                "invalid_question");
    }

    @Test
    void listsAThousandItemsAPage() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i <= 1_000; i++) {
            events.add(ToldShop.event("c" + i, null, "Seen", "m" + i, Served.NOW.toEpochMilli(), Map.of()));
        }
        served.take(events);
        String all = "{\"question\":{\"kind\":\"trend\"},\"limit\":1000}";
        assertThat(served.post(MEMBERS, all).body()).doesNotContain("\"next\":null");
        assertThat(count(served.post(MEMBERS, all).body(), "\"customer\":")).isEqualTo(1_000);
        assertRefused(served.post(MEMBERS, all.replace("1000", "1001")), 400, "invalid_question");
        assertRefused(served.post(MEMBERS, all.replace("1000", "0")), 400, "invalid_question");
        for (String list : List.of("/api/v1/events", "/api/v1/quarantine", "/api/v1/questions")) {
            assertThat(served.get(list + "?limit=1000").statusCode()).isEqualTo(200);
            assertRefused(served.get(list + "?limit=1001"), 400, "invalid_request");
            assertRefused(served.get(list + "?limit=0"), 400, "invalid_request");
        }
        assertThat(count(served.get("/api/v1/events?limit=1000").body(), "\"messageId\":"))
                .isEqualTo(1_000);
        assertRefused(served.get("/api/v1/events?after=x"), 400, "invalid_request");
        assertRefused(served.get("/api/v1/quarantine?after=x"), 400, "invalid_request");
    }

    @Test
    void goesThroughAllPinsPageByPage() {
        for (String name : List.of("b", "a", "c")) {
            pin(name);
        }
        HttpResponse<String> first = served.get("/api/v1/questions?limit=2");
        assertThat(first.body()).contains("\"name\":\"a\"", "\"name\":\"b\"", "\"next\":\"b\"");
        assertThat(served.get("/api/v1/questions?limit=2&after=b").body())
                .contains("\"name\":\"c\"", "\"next\":null")
                .doesNotContain("\"name\":\"b\"");
    }

    @Test
    void tellsTheTopValuesOfAPathUntilItHasTooManyDifferentOnes() {
        served.take(numbered(0, 10_000));
        assertThat(served.get("/api/v1/schema").body())
                .contains(
                        "{\"property\":\"properties.number\",\"count\":10000,\"types\":{\"number\":10000},\"distinct\":10000,");
        served.take(numbered(10_000, 10_002));
        served.pass(Duration.ofSeconds(6));
        assertThat(served.get("/api/v1/schema").body())
                .contains("{\"property\":\"properties.number\",\"count\":10002,\"types\":{\"number\":10002},"
                        + "\"distinct\":null,\"top\":[]}");
    }

    private static List<Event> numbered(int from, int to) {
        List<Event> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(
                    ToldShop.event("ann", null, "Seen", "n" + i, Served.NOW.toEpochMilli() - 1, Map.of("number", i)));
        }
        return events;
    }

    private HttpResponse<String> pin(String name) {
        return served.put("/api/v1/questions/" + name, "{\"kind\":\"trend\"}");
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static String minutes(int count) {
        Instant to = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(count));
        return "{\"kind\":\"trend\",\"interval\":\"1m\",\"period\":{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"" + to
                + "\"}}";
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"status\":" + status + ",\"code\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
