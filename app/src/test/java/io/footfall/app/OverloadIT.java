package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.engine.EngineCounters;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in this process, whose analysis is held up, and whose clock is ours. */
@Timeout(900)
class OverloadIT {
    private static final int BATCHES = 300;
    private static final int BATCH_EVENTS = 10;
    private static final int REPEATED = 7;

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

    /** Ten events come for each that is analysed, until the senders give up sending anew; what was refused they send again afterwards. */
    @Test
    void tenTimesWhatItTakesIsRefusedInPartAndNothingIsLostOrDoubled() throws Exception {
        SettableClock clock = new SettableClock(Clock.systemUTC().instant());
        Semaphore analysed = new Semaphore(0);
        List<Integer> toSendAgain = new ArrayList<>();
        int refused = 0;
        try (Platform platform = Platform.start(
                        data, HistoryConfig.DEFAULTS, HttpConfig.DEFAULTS.at("127.0.0.1", 0), false, clock);
                HttpClient http = HttpClient.newHttpClient()) {
            platform.engine().replayed().join();
            platform.engine().listenToEvents(events -> analysed.acquireUninterruptibly(events.size()));
            for (int batch = 0; batch < BATCHES; batch++) {
                int status = collectBatch(http, platform, batch);
                assertThat(status).isIn(200, 429);
                refused += status == 429 ? 1 : 0;
                if (status == 429 || batch % REPEATED == 0) {
                    // Of some that were taken, the answer was lost on its way.
                    toSendAgain.add(batch);
                }
                analysed.release(BATCH_EVENTS / 10);
                clock.pass(Duration.ofMillis(100));
            }
            assertThat(refused).as("batches refused").isBetween(BATCHES / 2, BATCHES - 1);

            analysed.release(2 * BATCHES * BATCH_EVENTS);
            for (int batch : toSendAgain) {
                Until.holds(() -> collectBatch(http, platform, batch) == 200, () -> "senders are still asked to wait");
            }
            platform.engine().after(platform.log().lastSequence()).join();
            EngineCounters counters = platform.engine().counters();
            assertThat(counters.admitted()).isEqualTo(BATCHES * BATCH_EVENTS);
            int twice = toSendAgain.size() - refused;
            assertThat(counters.duplicates()).isEqualTo((long) twice * BATCH_EVENTS);
        } finally {
            analysed.release(3 * BATCHES * BATCH_EVENTS);
        }
    }

    private static int collectBatch(HttpClient http, Platform platform, int batch) {
        String items = IntStream.range(0, BATCH_EVENTS)
                .mapToObj(
                        item -> "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\""
                                + batch + "-" + item + "\"}")
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
        try {
            return send(http, platform, "/v1/batch", items).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
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
        return send(
                http,
                platform,
                "/v1/track",
                "{\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"" + messageId + "\"}");
    }

    private static HttpResponse<String> send(HttpClient http, Platform platform, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(platform.address() + path))
                        .header("Authorization", "Bearer " + platform.key(KeyKind.WRITE))
                        .POST(BodyPublishers.ofString(body))
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
