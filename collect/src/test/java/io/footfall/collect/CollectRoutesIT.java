package io.footfall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectRoutesIT {
    private static final String EVENT =
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"m1\"}";

    @TempDir
    Path data;

    private CollectedOverHttp collected;

    @BeforeEach
    void start() {
        collected = new CollectedOverHttp(data);
    }

    @AfterEach
    void stop() {
        collected.close();
    }

    private static String batch(String... items) {
        return "{\"batch\":[" + String.join(",", items) + "]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/batch/", "/v1/import", "/v1/import/", "/v1/b"})
    void answersABatchWithTheOneSuccessOnceItIsInTheLog(String path) throws Exception {
        HttpResponse<String> answer = collected.send(collected.postWithKey(path, batch(EVENT, EVENT)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-footfall-sequence")).contains("2");
        assertThat(collected.committed).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "track,TRACK",
        "t,TRACK",
        "page,PAGE",
        "p,PAGE",
        "screen,SCREEN",
        "s,SCREEN",
        "identify,IDENTIFY",
        "i,IDENTIFY",
        "group,GROUP",
        "g,GROUP",
        "alias,ALIAS",
        "a,ALIAS"
    })
    void takesSingleCallsWithTheTypeOfTheirPath(String path, EventType type) throws Exception {
        String body = "{\"event\":\"Cart Viewed\",\"anonymousId\":\"b1\"}";

        assertThat(collected.send(collected.postWithKey("/v1/" + path, body)).statusCode())
                .isEqualTo(200);
        assertThat(onlyEvent().type()).isEqualTo(type);
    }

    @Test
    void keepsNothingOfTheLibrarysOwnMetrics() throws Exception {
        assertThat(collected.send(collected.post("/v1/m", "{\"series\":[]}")).body())
                .isEqualTo("{\"success\":true}");
        assertThat(collected.committed).isEmpty();
    }

    @Test
    void whoAwaitsAnalysisIsToldHowManyWereThereAlready() throws Exception {
        String batch = "{\"batch\":[{\"type\":\"track\",\"event\":\"a\",\"userId\":\"ann\"},{\"type\":\"page\"},"
                + "{\"type\":\"track\",\"event\":\"b\",\"userId\":\"ann\"}]}";
        collected.secondDeliveries.add(2L);
        HttpResponse<String> awaited = collected.send(collected
                .postWithKey("/v1/import", batch)
                .header("X-Footfall-Await", "analysis")
                .header("X-Strict-Mode", "1"));
        assertThat(awaited.statusCode()).isEqualTo(400);
        assertThat(awaited.headers().firstValue("X-Footfall-Duplicates")).contains("1");
        assertThat(collected
                        .send(collected.postWithKey("/v1/import", batch))
                        .headers()
                        .firstValue("X-Footfall-Duplicates"))
                .isEmpty();
    }

    @Test
    void takesTheKeyFromTheHeaderThenTheBodyThenTheQuery() throws Exception {
        String key = collected.key(KeyKind.WRITE);
        String keyed = "{\"writeKey\":\"" + key + "\",\"batch\":[]}";

        assertThat(status(collected.post("/v1/batch", keyed))).isEqualTo(200);
        assertThat(status(collected.post("/v1/batch?writeKey=" + key, batch()))).isEqualTo(200);
        assertThat(status(collected.post("/v1/batch", batch()).header("Authorization", "Bearer " + key)))
                .isEqualTo(200);
        // The first one present decides alone.
        assertThat(status(collected.post("/v1/batch", keyed).header("Authorization", "Bearer wrong")))
                .isEqualTo(401);
        assertThat(status(collected.post("/v1/batch?writeKey=" + key, "{\"writeKey\":\"wrong\",\"batch\":[]}")))
                .isEqualTo(401);
        assertThat(status(collected.post("/v1/batch", keyed).header("Authorization", CollectedOverHttp.basic(""))))
                .isEqualTo(200);
    }

    @Test
    void opensCollectingToWriteKeysOnly() throws Exception {
        for (String path : new String[] {"/v1/batch", "/v1/track", "/v1/a", "/v1/import/"}) {
            String body = path.endsWith("batch") || path.contains("import") ? batch(EVENT) : EVENT;
            assertThat(status(collected.post(path, body)))
                    .as("no key at " + path)
                    .isEqualTo(401);
            assertThat(status(collected.post(path, body).header("Authorization", "Bearer nobody")))
                    .isEqualTo(401);
            for (KeyKind kind : new KeyKind[] {KeyKind.READ, KeyKind.ADMIN}) {
                String key = CollectedOverHttp.basic(collected.key(kind));
                assertThat(status(collected.post(path, body).header("Authorization", key)))
                        .as(kind + " at " + path)
                        .isEqualTo(403);
            }
        }
        assertThat(collected.committed).isEmpty();
    }

    @Test
    void saysWhatIsWrongInTheFormThatLibrariesRead() throws Exception {
        HttpResponse<String> answer = collected.send(collected.postWithKey("/v1/batch", "{\"batch\":"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"invalid_request\",\"message\":\"");
    }

    @Test
    void setsABadItemAsideAndAdmitsTheRest() throws Exception {
        String bad = "{\"type\":\"track\", \"userId\":\"ann\"}";

        assertThat(status(collected.postWithKey("/v1/batch", batch(bad, EVENT))))
                .isEqualTo(200);

        assertThat(onlyEvent().name()).isEqualTo("Order Completed");
        assertThat(collected.committed.getFirst().quarantined()).singleElement().satisfies(item -> {
            assertThat(item.reason()).isEqualTo("missing_event");
            assertThat(new String(item.bytes(), StandardCharsets.UTF_8)).isEqualTo(bad);
        });
    }

    @Test
    void listsBadItemsInStrictModeAndAdmitsTheRest() throws Exception {
        HttpResponse<String> answer = collected.send(
                collected.postWithKey("/v1/batch", batch(EVENT, "7")).header("X-Strict-Mode", "1"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"failed_records\":[{\"index\":1,\"code\":\"no_object\",\"message\":");
        assertThat(onlyEvent().messageId()).isEqualTo("m1");
    }

    @Test
    void refusesASingleEventThatIsTooLarge() throws Exception {
        String filler = "x".repeat(32_768 - 40);
        String atLimit = "{\"userId\":\"a\",\"event\":\"e\",\"properties\":\"" + filler;
        String body = atLimit.substring(0, 32_766) + "\"}";

        assertThat(status(collected.postWithKey("/v1/track", body))).isEqualTo(200);
        assertThat(status(collected.postWithKey("/v1/track", body + " "))).isEqualTo(200);
        assertThat(status(collected.postWithKey("/v1/track", " {\"a\":1," + body.substring(1))))
                .isEqualTo(400);
    }

    @Test
    void takesGzipUpToTheLimitAndRefusesABomb() throws Exception {
        assertThat(status(gzip(batch(EVENT)))).isEqualTo(200);
        assertThat(status(gzip(batch(EVENT) + " ".repeat(512_000)))).isEqualTo(400);
        assertThat(status(collected.postWithKey("/v1/batch", "no gzip").header("Content-Encoding", "gzip")))
                .isEqualTo(400);
    }

    @Test
    void takesABodyAtTheLimitAndRefusesOnePastIt() throws Exception {
        String body = batch(EVENT);
        String atLimit = body + " ".repeat(512_000 - body.length());

        assertThat(status(collected.postWithKey("/v1/batch", atLimit))).isEqualTo(200);
        assertThat(status(collected.postWithKey("/v1/batch", atLimit + " "))).isEqualTo(400);
    }

    @Test
    void asksClientsToWaitWhenAnswersAreBehind() throws Exception {
        collected.isBehind.set(true);
        HttpResponse<String> answer = collected.send(collected.postWithKey("/v1/batch", batch(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("x-ratelimit-reset")).isPresent();
        assertThat(collected.committed).isEmpty();
    }

    @Test
    void answersThatItIsUnavailableWhenTheLogIsClosed() throws Exception {
        collected.log.close();
        HttpResponse<String> answer = collected.send(collected.postWithKey("/v1/batch", batch(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void letsBrowsersOfOtherOriginsCollect() throws Exception {
        HttpResponse<String> preflight = collected.send(collected
                .to("/v1/t")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .contains("https://shop.example");
        assertThat(preflight.headers().firstValue("access-control-allow-headers"))
                .contains("authorization, content-type, x-retry-count");
    }

    @Test
    void tellsAnalyticsJsToSendHere() throws Exception {
        String key = collected.key(KeyKind.WRITE);
        HttpResponse<String> settings = collected.send(collected.to("/v1/projects/" + key + "/settings"));

        assertThat(settings.body())
                .isEqualTo("{\"integrations\":{\"Segment.io\":{\"apiKey\":\"" + key + "\",\"apiHost\":\"127.0.0.1:"
                        + collected.port + "/v1\",\"protocol\":\"http\"}},\"metrics\":{\"sampleRate\":0}}");
        assertThat(status(collected.to("/v1/projects/nobody/settings"))).isEqualTo(401);
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        for (String path : new String[] {"/v1", "/v1/batches", "/v1//batch", "/v1/x/../batch", "/v1/%62atch%2f"}) {
            assertThat(status(collected.postWithKey(path, batch(EVENT))))
                    .as(path)
                    .isEqualTo(404);
        }
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return collected.send(request).statusCode();
    }

    private HttpRequest.Builder gzip(String body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return collected
                .postWithKey("/v1/batch", "")
                .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray()))
                .header("Content-Encoding", "gzip");
    }

    private Event onlyEvent() {
        assertThat(collected.committed).hasSize(1);
        assertThat(collected.committed.getFirst().events()).hasSize(1);
        return collected.committed.getFirst().events().getFirst();
    }
}
