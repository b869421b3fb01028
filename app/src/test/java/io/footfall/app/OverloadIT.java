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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in this process, whose analysis is held up, and whose clock is ours. */
@Timeout(900)
class OverloadIT {
    @TempDir
    Path data;

    @Test
    void asksClientsToWaitOnceAnalysisIsMoreThanTwoSecondsBehind() throws Exception {
        SettableClock clock = new SettableClock(Clock.systemUTC().instant());
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Platform platform = Platform.start(
                        data, HistoryConfig.DEFAULTS, HttpConfig.DEFAULTS.at("127.0.0.1", 0), false, clock);
                HttpClient http = HttpClient.newHttpClient()) {
            platform.engine().replayed().join();
            platform.engine().listenToEvents(events -> {
                busy.countDown();
                await(goOn);
            });
            assertThat(collect(http, platform, "taken").statusCode()).isEqualTo(200);
            busy.await();
            assertThat(collect(http, platform, "waiting").statusCode()).isEqualTo(200);
            clock.pass(Duration.ofSeconds(2));
            assertThat(collect(http, platform, "two seconds later").statusCode())
                    .isEqualTo(200);
            clock.pass(Duration.ofMillis(1));
            HttpResponse<String> refused = collect(http, platform, "refused");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("\"code\":\"overloaded\"");

            goOn.countDown();
            Until.holds(() -> isTaken(http, platform, "caught up"), () -> "clients are still asked to wait");
            platform.engine().after(platform.log().lastSequence()).join();
            assertThat(platform.engine().counters().admitted()).isEqualTo(4);
        } finally {
            goOn.countDown();
        }
    }

    private static boolean isTaken(HttpClient http, Platform platform, String messageId) {
        try {
            return collect(http, platform, messageId).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> collect(HttpClient http, Platform platform, String messageId)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(platform.address() + "/v1/track"))
                        .header("Authorization", "Bearer " + platform.key(KeyKind.WRITE))
                        .POST(BodyPublishers.ofString(
                                "{\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"" + messageId
                                        + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
