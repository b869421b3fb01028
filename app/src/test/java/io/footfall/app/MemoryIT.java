package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.engine.EngineConfig;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, with a ceiling of memory that wide events soon reach: what is left out is answered exactly, from files and log. */
class MemoryIT {
    private static final int BATCHES = 30;
    private static final int EVENTS = 100;
    private static final int WIDTH = 30;
    private static final EngineConfig LITTLE = EngineConfig.DEFAULTS.withMemoryBytesMax(250_000);
    private static final HistoryConfig SEALED_SOON = HistoryConfig.DEFAULTS.withSealBytes(200_000);

    @Test
    void whatDoesNotFitIsAnsweredFromFilesAndSaysSoAndWhatIsPinnedStays(@TempDir Path data) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            try (Platform platform = start(data)) {
                call(platform, client, "PUT", "/api/v1/questions/by-w3", byProperty("w3"));
                for (int batch = 0; batch < BATCHES; batch++) {
                    collect(platform, client, batch);
                }
                awaitLeftOut(platform, client);
                requireAnswers(platform, client);

                String leftOut = leftOut(platform, client);
                call(platform, client, "PUT", "/api/v1/questions/late", byProperty(leftOut));
                Until.holds(
                        () -> get(platform, client, "/api/v1/questions/late/answer")
                                .contains("\"from\":\"files\""),
                        () -> get(platform, client, "/api/v1/questions/late/answer"));
                assertThat(get(platform, client, "/api/v1/questions/late/answer"))
                        .contains(rows(leftOut));
                assertThat(get(platform, client, "/api/v1/questions"))
                        .contains("asked again from files")
                        .contains("\"name\":\"by-w3\"");
                assertThat(get(platform, client, "/api/v1/schema"))
                        .contains("\"property\":\"properties." + leftOut
                                + "\",\"count\":3000,\"types\":{\"text\":3000},\"distinct\":null,\"top\":[],"
                                + "\"inMemory\":false}");
            }
            try (Platform platform = start(data)) {
                awaitLeftOut(platform, client);
                requireAnswers(platform, client);
            }
        }
    }

    private static Platform start(Path data) {
        Platform platform = Platform.start(
                data, SEALED_SOON, LITTLE, HttpConfig.DEFAULTS.at("127.0.0.1", 0), false, Clock.systemUTC());
        Until.holds(platform.engine()::isReady, () -> "the engine is not ready");
        return platform;
    }

    private static void awaitLeftOut(Platform platform, HttpClient client) {
        Until.holds(() -> platform.engine().counters().leftOutPaths() > 5, () -> get(platform, client, "/metrics"));
        Until.holds(
                () -> get(platform, client, "/metrics").contains("footfall_paths_files "),
                () -> get(platform, client, "/metrics"));
    }

    private static void requireAnswers(Platform platform, HttpClient client) throws Exception {
        String leftOut = leftOut(platform, client);
        String pinned = get(
                platform,
                client,
                "/api/v1/questions/by-w3/answer?after=" + platform.log().lastSequence());
        assertThat(pinned).contains(rows("w3")).doesNotContain("\"from\":\"files\"");
        assertThat(ask(platform, client, byProperty("w3"))).contains(rows("w3")).doesNotContain("\"from\":\"files\"");
        assertThat(ask(platform, client, byProperty(leftOut)))
                .contains(rows(leftOut))
                .contains("\"from\":\"files\"");
        assertThat(call(
                        platform,
                        client,
                        "POST",
                        "/api/v1/members",
                        "{\"question\":" + byProperty(leftOut) + ",\"row\":{\"by\":\"" + leftOut
                                + " odd\"},\"limit\":1}"))
                .contains("[{\"customer\":\"u1\",\"anonymous\":false}]")
                .contains("\"from\":\"files\"");
        assertThat(get(platform, client, "/api/v1/customers/u1/timeline?limit=1"))
                .contains("\"" + leftOut + "\":\"" + leftOut + " odd\"")
                .contains("\"token\":\"token " + (BATCHES - 1) + " of 1\"")
                .contains("\"from\":\"files\"");
        assertThat(get(platform, client, "/api/v1/customers/u1"))
                .contains("\"events\":" + BATCHES + ",")
                .doesNotContain("\"from\":\"files\"");
        assertThat(ask(platform, client, "{\"kind\":\"trend\"}"))
                .contains("\"rows\":[{\"value\":3000}]")
                .doesNotContain("\"from\":\"files\"");
    }

    private static String leftOut(Platform platform, HttpClient client) {
        String schema = get(platform, client, "/api/v1/schema");
        Matcher first = Pattern.compile("\"properties\\.(w\\d+)\",[^\\[]*\\[],\"inMemory\":false")
                .matcher(schema);
        assertThat(first.find()).as(schema).isTrue();
        return first.group(1);
    }

    private static String byProperty(String name) {
        return "{\"kind\":\"trend\",\"by\":\"properties." + name + "\"}";
    }

    private static String rows(String name) {
        return "\"rows\":[{\"by\":\"" + name + " even\",\"value\":1500},{\"by\":\"" + name + " odd\",\"value\":1500}]";
    }

    private static void collect(Platform platform, HttpClient client, int batch) throws Exception {
        StringJoiner items = new StringJoiner(",", "{\"batch\":[", "]}");
        for (int i = 0; i < EVENTS; i++) {
            StringJoiner properties = new StringJoiner(",");
            for (int wide = 0; wide < WIDTH; wide++) {
                properties.add("\"w" + wide + "\":\"w" + wide + (i % 2 == 0 ? " even" : " odd") + "\"");
            }
            properties.add("\"token\":\"token " + batch + " of " + i + "\"");
            items.add("{\"type\":\"track\",\"event\":\"Seen\",\"messageId\":\"m" + batch + "-" + i + "\",\"userId\":\"u"
                    + i + "\",\"properties\":{" + properties + "}}");
        }
        HttpResponse<String> answered = client.send(
                HttpRequest.newBuilder(URI.create(platform.address() + "/v1/batch"))
                        .header("Authorization", "Bearer " + platform.key(KeyKind.WRITE))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(items.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    }

    private static String ask(Platform platform, HttpClient client, String question) throws Exception {
        return call(
                platform,
                client,
                "POST",
                "/api/v1/answer?after=" + platform.log().lastSequence(),
                question);
    }

    private static String get(Platform platform, HttpClient client, String path) {
        try {
            return call(platform, client, "GET", path, "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting for an answer", e);
        }
    }

    private static String call(Platform platform, HttpClient client, String method, String path, String body)
            throws IOException, InterruptedException {
        String key = platform.key(method.equals("PUT") ? KeyKind.ADMIN : KeyKind.READ);
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.address() + path))
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
