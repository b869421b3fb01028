package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.connect.files.Outcome.Item;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSinkTest {

    private static final List<Item> ITEMS = List.of(
            new Item(2, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
            new Item(3, "{\"b\":2}".getBytes(StandardCharsets.UTF_8)));

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> strict = Collections.synchronizedList(new ArrayList<>());
    private final EndlessDay waiting = new EndlessDay();
    private int status = 200;
    private String duplicates = "0";
    private String answer = "{\"success\":true}";
    private HttpServer server;
    private CollectClient client;

    @BeforeEach
    void startCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/import", this::answer);
        server.start();
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        client = new CollectClient(address, "key", Duration.ofSeconds(10), waiting);
    }

    @AfterEach
    void stopCollector() {
        client.close();
        server.stop(0);
    }

    @Test
    void itemsArePostedAsOneBatch() throws Exception {
        ItemSink.Receipt receipt = new HttpSink(client).accept(ITEMS);

        assertThat(bodies).containsExactly("{\"batch\":[{\"a\":1},{\"b\":2}]}");
        assertThat(strict).containsExactly("1");
        assertThat(receipt).isEqualTo(new ItemSink.Receipt(0, Map.of()));
    }

    @Test
    void refusedItemsAreKnownByTheirIndex() throws Exception {
        status = 400;
        answer = "{\"success\":false,\"code\":\"invalid_request\",\"message\":\"1 of 2 items\",\"failed_records\":"
                + "[{\"index\":1,\"code\":\"bad_timestamp\",\"message\":\"a } and a \\\" in it\"}]}";

        assertThat(new HttpSink(client).accept(ITEMS).quarantined()).isEqualTo(Map.of(1, "bad_timestamp"));
    }

    @Test
    void whoGivesWayAwaitsAnalysisAndHearsHowManyWereThereAlready() throws Exception {
        duplicates = "2";

        assertThat(HttpSink.givingWay(client).accept(ITEMS)).isEqualTo(new ItemSink.Receipt(2, Map.of()));
        assertThat(new HttpSink(client).accept(ITEMS)).isEqualTo(new ItemSink.Receipt(0, Map.of()));
    }

    @Test
    void aRefusedRequestSaysWhatToDo() {
        status = 401;
        answer = "{\"success\":false,\"code\":\"unauthorized\",\"message\":\"unknown key\"}";

        assertThatThrownBy(() -> new HttpSink(client).accept(ITEMS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("write key");
    }

    @Test
    void aBusyCollectorIsTriedUntilPatienceEnds() {
        status = 503;

        assertThatThrownBy(() -> new HttpSink(client).accept(ITEMS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gave up")
                .hasMessageContaining("503");
        assertThat(bodies.size()).isGreaterThan(3);
        assertThat(waiting.nanos()).isBetween(10_000_000_000L, 20_000_000_000L);
    }

    @Test
    void aBadRowIsSentWithItsReasonAndBytes() throws Exception {
        byte[] row = "a,\"b".getBytes(StandardCharsets.UTF_8);
        new HttpSink(client).quarantine("rows.csv", List.of(new Bad(7, BadReason.BAD_QUOTES, "why", row)));

        assertThat(bodies.getFirst())
                .contains("\"type\":\"row:bad_quotes\"", "\"file\":\"rows.csv\"", "\"line\":\"7\"", "a,\\\"b");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            strict.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Strict-Mode")));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            if ("analysis".equals(exchange.getRequestHeaders().getFirst("X-Footfall-Await"))) {
                exchange.getResponseHeaders().add("X-Footfall-Duplicates", duplicates);
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Time that passes only while somebody sleeps. */
    private static final class EndlessDay implements Waiting {
        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            nanos += duration.toNanos();
        }
    }
}
