package io.footfall.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.connect.files.CollectClient;
import io.footfall.connect.files.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant END = START.plusSeconds(10);

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger troubles = new AtomicInteger();
    private final List<Duration> sleeps = new ArrayList<>();
    private int troubleStatus = 503;
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void startCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/batch", this::answer);
        server.start();
    }

    @AfterEach
    void stopCollector() {
        server.stop(0);
    }

    @Test
    void everyAnsweredIdIsInTheLedger() throws Exception {
        troubles.set(2);
        Path file = folder.resolve("ledger");

        send(file);

        List<String> expected = new ArrayList<>();
        Shop shop = shop();
        for (Sent sent = shop.next(); sent.sendAtMillis() < END.toEpochMilli(); sent = shop.next()) {
            expected.add(sent.messageId());
        }
        assertThat(expected).isNotEmpty();
        assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(bodies.getFirst()).startsWith("{\"batch\":[{").contains("\"sentAt\":\"");
    }

    @Test
    void aBusyCollectorIsGivenTheTimeItAsksFor() throws Exception {
        troubles.set(1);

        send(folder.resolve("ledger"));

        assertThat(sleeps).contains(Duration.ofSeconds(7));
    }

    @Test
    void aRefusalStopsTheSenderAndNothingIsInTheLedger() {
        troubleStatus = 401;
        troubles.set(Integer.MAX_VALUE);
        Path file = folder.resolve("ledger");

        assertThatThrownBy(() -> send(file)).isInstanceOf(IOException.class).hasMessageContaining("401");
        assertThat(file).isEmptyFile();
    }

    private static Shop shop() {
        return new Shop(ShopConfig.live(1, START, 100));
    }

    private void send(Path file) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        Waiting waiting = new NoWaiting(sleeps);
        try (CollectClient client = new CollectClient(address, "key", Duration.ofMinutes(1), waiting);
                Ledger ledger = Ledger.open(file)) {
            Clock clock = Clock.fixed(END, ZoneOffset.UTC);
            new Sender(client, ledger, clock, waiting, Runnable::run, 1).run(shop(), END);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean isTrouble = troubles.getAndDecrement() > 0;
            if (isTrouble) {
                exchange.getResponseHeaders().add("Retry-After", "7");
            } else {
                bodies.add(body);
            }
            byte[] answer = ("{\"success\":" + !isTrouble + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isTrouble ? troubleStatus : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private record NoWaiting(List<Duration> sleeps) implements Waiting {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {
            sleeps.add(duration);
        }
    }
}
