package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's scraper reads. */
class MetricsIT {

    private static final HttpConfig HTTP = HttpConfig.DEFAULTS.at("127.0.0.1", 0);

    @Test
    void countsWhichAskedAnswersWereThereAlready(@TempDir Path data) throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (Platform platform = Platform.start(data, HistoryConfig.DEFAULTS, HTTP, false, clock);
                HttpClient client = HttpClient.newHttpClient()) {
            Until.holds(platform.engine()::isReady, () -> "the engine is not ready");
            for (int i = 0; i < 3; i++) {
                ask(platform, client);
            }
            clock.pass(Duration.ofSeconds(1));
            ask(platform, client);
            awaitLine(platform, client, "footfall_answers_cache_hits_total 2.0");
            awaitLine(platform, client, "footfall_answers_cache_misses_total 2.0");
            awaitLine(platform, client, "footfall_http_requests{route=\"POST /api/v1/answer\",status=\"200\"} 4.0");
        }
    }

    private static void awaitLine(Platform platform, HttpClient client, String line) {
        Until.holds(() -> scraped(platform, client).contains("\n" + line + "\n"), () -> scraped(platform, client));
    }

    private static String scraped(Platform platform, HttpClient client) {
        return send(client, HttpRequest.newBuilder(URI.create(platform.address() + "/metrics")));
    }

    private static void ask(Platform platform, HttpClient client) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform.address() + "/api/v1/answer"))
                .header("Authorization", "Bearer " + platform.key(KeyKind.READ))
                .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"trend\"}"));
        assertThat(send(client, request)).contains("\"rows\":[{\"value\":0}]");
    }

    private static String send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting for an answer", e);
        }
    }
}
