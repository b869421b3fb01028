package io.footfall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.EventLogConfig;
import io.footfall.testkit.Until;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients are answered when the log can take no more: that they come again later. */
@Timeout(900)
class FullLogIT {
    private static final int WAITING_MAX = 3;

    @TempDir
    Path data;

    @Test
    void asksClientsToWaitWhenTooMuchWaitsForTheDisk() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (CollectedOverHttp collected = new CollectedOverHttp(data, config(1 << 30), safe -> {
            busy.countDown();
            await(goOn);
        })) {
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            waiting.add(collected.sendAsync(collected.postWithKey("/v1/track", event(0))));
            busy.await();
            for (int i = 1; i <= WAITING_MAX; i++) {
                int inInbox = i;
                waiting.add(collected.sendAsync(collected.postWithKey("/v1/track", event(i))));
                Until.holds(() -> collected.log.counters().inboxAppends() == inInbox, () -> "it does not wait");
            }
            assertIsAskedToWait(collected.send(collected.postWithKey("/v1/track", event(WAITING_MAX + 1))));
            assertThat(waiting).noneMatch(CompletableFuture::isDone);

            goOn.countDown();
            for (CompletableFuture<HttpResponse<String>> each : waiting) {
                assertThat(each.join().statusCode()).isEqualTo(200);
            }
            assertThat(collected
                            .send(collected.postWithKey("/v1/track", event(WAITING_MAX + 1)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(collected.committed).hasSize(WAITING_MAX + 2);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void asksClientsToWaitWhenTheLogHasGrownToItsLimit() throws Exception {
        try (CollectedOverHttp collected = new CollectedOverHttp(data, config(4_096), safe -> {})) {
            int taken = 0;
            HttpResponse<String> answer = collected.send(collected.postWithKey("/v1/track", event(taken)));
            while (answer.statusCode() == 200) {
                taken++;
                answer = collected.send(collected.postWithKey("/v1/track", event(taken)));
            }
            assertIsAskedToWait(answer);
            assertThat(answer.body()).contains("eventlog.log-bytes-max");
            assertThat(collected.committed).hasSize(taken).hasSizeGreaterThan(5);
        }
    }

    private static EventLogConfig config(long logBytesMax) {
        EventLogConfig defaults = EventLogConfig.DEFAULTS;
        return new EventLogConfig(
                defaults.segmentBytesMax(),
                logBytesMax,
                WAITING_MAX,
                defaults.inboxBytesMax(),
                defaults.groupBytesMax(),
                defaults.retryMin(),
                defaults.retryMax(),
                defaults.closeWait());
    }

    private static String event(int number) {
        return "{\"event\":\"Order Completed\",\"userId\":\"ann\",\"messageId\":\"m" + number + "\"}";
    }

    private static void assertIsAskedToWait(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("x-ratelimit-reset")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"overloaded\"");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
