package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.KeyKind;
import io.footfall.engine.EngineConfig;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.testkit.Document;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every error that {@code docs/reference/errors.md} lists can be met, as it says there. */
class ErrorsIT {
    private static final Path LISTED = Path.of("../docs/reference/errors.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (\\d{3}) \\|.*");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");
    private static final int MORE_THAN_WAIT = 8;
    private static final String ANSWER = "/api/v1/answer";
    private static final List<String> TAGS = Collections.nCopies(1_001, "tag");
    private static final String BY_TOKEN = "{\"kind\":\"trend\",\"by\":\"properties.token\"}";
    private static final String TREND = "{\"kind\":\"trend\"}";

    @TempDir
    Path data;

    @Test
    void eachIsMetAsItIsListed() throws Exception {
        Map<String, Integer> met = new TreeMap<>();
        try (Served served = Served.on(data.resolve("common"))) {
            meetCommonOnes(served, met);
        }
        try (Served asleep = Served.asleep(data.resolve("asleep"))) {
            note(asleep.get("/ready"), met);
        }
        meetTimeoutAndInternal(met);
        meetBusy(met);
        meetFaults(met);
        meetValuesOutOfMemory(met);
        assertThat(met).isEqualTo(listed());
    }

    private static void meetCommonOnes(Served served, Map<String, Integer> met) {
        note(served.post(ANSWER, "{\"kind\":\"trends\"}"), met);
        note(served.post(ANSWER, "{\"kind\":\"campaigns\"}"), met);
        note(served.post(ANSWER, "{\"kind\":\"trend\",\"by\":\"lookup.products.margin\"}"), met);
        note(served.post(ANSWER, minutes(10_001)), met);
        note(
                served.post(
                        "/api/v1/members", "{\"question\":{\"kind\":\"trend\",\"by\":\"event\"},\"row\":{\"by\":1}}"),
                met);
        note(served.post(ANSWER, "{\"kind\":\"trend\",\"asOf\":\"2100-01-01\"}"), met);
        note(served.get("/api/v1/events?limit=none"), met);
        note(served.put("/api/v1/questions/-", TREND), met);
        meetAudiences(served, met);
        for (int i = 0; i < Catalog.PINS_MAX; i++) {
            assertThat(served.put("/api/v1/questions/q" + i, TREND).statusCode())
                    .isEqualTo(200);
        }
        note(served.put("/api/v1/questions/one-more", TREND), met);
        assertThat(served.put("/api/v1/questions/q0", TREND).statusCode()).isEqualTo(200);
        note(served.send(served.to("/api/v1/questions")), met);
        note(
                served.send(
                        served.to("/api/v1/questions").header("Authorization", "Bearer " + served.key(KeyKind.WRITE))),
                met);
        note(served.get("/api/v1/questions/nobody"), met);
        note(served.post(ANSWER, " ".repeat(100_001)), met);
        note(served.send(served.request("POST", ANSWER, TREND).header("Content-Encoding", "br")), met);
        note(served.post(ANSWER + "?after=1000000", TREND), met);
        note(served.post("/api/v1/sql", "{\"sql\":\"drop table events\"}"), met);
        note(served.post("/api/v1/sql", "{\"sql\":\"select * from range(100001)\"}"), met);
    }

    private static void meetAudiences(Served served, Map<String, Integer> met) {
        note(served.post(ANSWER, audienceIn("nobody")), met);
        String buyers = "{\"kind\":\"audience\",\"all\":[{\"did\":{\"event\":\"Order Completed\"}}]}";
        assertThat(served.put("/api/v1/questions/buyers", buyers).statusCode()).isEqualTo(200);
        assertThat(served.put("/api/v1/questions/same", audienceIn("buyers")).statusCode())
                .isEqualTo(200);
        note(served.put("/api/v1/questions/buyers", audienceIn("same")), met);
        note(served.delete("/api/v1/questions/buyers"), met);
        assertThat(served.delete("/api/v1/questions/same").statusCode()).isEqualTo(200);
        assertThat(served.delete("/api/v1/questions/buyers").statusCode()).isEqualTo(200);
    }

    private static String audienceIn(String name) {
        return "{\"kind\":\"audience\",\"all\":[{\"in\":\"" + name + "\"}]}";
    }

    private void meetTimeoutAndInternal(Map<String, Integer> met) throws IOException {
        HttpConfig impatient = new HttpConfig(
                "127.0.0.1",
                0,
                1,
                100,
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Duration.ofSeconds(75),
                java.util.Set.of());
        try (Served served = new Served(
                data.resolve("impatient"),
                Clock.fixed(Served.NOW, ZoneOffset.UTC),
                EngineConfig.DEFAULTS,
                impatient,
                () -> {
                    throw new IllegalStateException("the metrics are broken");
                })) {
            note(served.get("/metrics"), met);
            String answer = halfARequest(served);
            Matcher code = CODE.matcher(answer);
            assertThat(code.find()).as(answer).isTrue();
            met.put(code.group(1), Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 408".length())));
        }
    }

    private static String halfARequest(Served served) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(20_000);
            String head =
                    "POST /api/v1/answer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nAuthorization: Bearer "
                            + served.key(KeyKind.READ) + "\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A clock that does not let questions be answered, since an answer says when it was computed. */
    private static final class HoldingClock extends Clock {
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch held = new CountDownLatch(2);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().startsWith("footfall-ask-") && released.getCount() > 0) {
                held.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Served.NOW;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock shows instants only");
        }
    }

    @SuppressWarnings("unchecked") // Any of them is of the one type that all are of.
    private void meetBusy(Map<String, Integer> met) throws Exception {
        EngineConfig narrow = new EngineConfig(
                1,
                1_000,
                Duration.ofSeconds(2),
                1,
                1,
                Duration.ofSeconds(60),
                100_000_000,
                100_000_000,
                500_000,
                10,
                10,
                10,
                1,
                EngineConfig.DEFAULTS.passiveEvents());
        HoldingClock clock = new HoldingClock();
        HttpConfig http = HttpConfig.DEFAULTS.at("127.0.0.1", 0);
        try (Served served = new Served(data.resolve("busy"), clock, narrow, http, () -> "")) {
            served.start();
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 1; i <= MORE_THAN_WAIT; i++) {
                HttpRequest question =
                        served.request("POST", ANSWER, minutes(i)).build();
                asked.add(served.client().sendAsync(question, HttpResponse.BodyHandlers.ofString()));
            }
            clock.held.await();
            // Whichever comes when there is no room; the others wait until the clock goes on.
            HttpResponse<String> refused =
                    (HttpResponse<String>) CompletableFuture.anyOf(asked.toArray(CompletableFuture<?>[]::new))
                            .join();
            note(refused, met);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            clock.released.countDown();
            for (CompletableFuture<HttpResponse<String>> each : asked) {
                assertThat(each.join().statusCode()).isIn(200, 429);
            }
        }
    }

    private void meetFaults(Map<String, Integer> met) {
        FailingClock clock = new FailingClock();
        HttpConfig http = HttpConfig.DEFAULTS.at("127.0.0.1", 0);
        try (Served served = new Served(data.resolve("faults"), clock, EngineConfig.DEFAULTS, http, () -> "")) {
            served.start();
            clock.failing = "footfall-build-";
            // It is asked again and again, as traits may change without an event of the question.
            assertThat(served.put("/api/v1/questions/plans", "{\"kind\":\"trend\",\"by\":\"traits.plan\"}")
                            .statusCode())
                    .isEqualTo(200);
            note(served.get("/api/v1/questions/plans/answer"), met);
            clock.failing = "footfall-engine-";
            assertThat(served.engine().failed().join()).hasMessageContaining("the clock is broken");
            note(served.get("/health"), met);
            note(served.get("/ready"), met);
        }
    }

    private void meetValuesOutOfMemory(Map<String, Integer> met) throws IOException {
        EngineConfig small = EngineConfig.DEFAULTS.withMemoryBytesMax(1);
        try (Served served = withTokens(data.resolve("values"), small)) {
            // More elements than are kept of a list anywhere.
            note(served.post(ANSWER, "{\"kind\":\"trend\",\"by\":\"properties.tags\"}"), met);
            damage(data.resolve("values"));
            note(served.post(ANSWER, BY_TOKEN), met);
        }
        try (Served served = withTokens(data.resolve("slow"), small.withFilesTimeMax(Duration.ofMillis(1)))) {
            note(served.post(ANSWER, BY_TOKEN), met);
        }
    }

    /** Some events with a property that memory has no room for, and one with more than is kept of any. */
    private static Served withTokens(Path folder, EngineConfig config) {
        HttpConfig http = HttpConfig.DEFAULTS.at("127.0.0.1", 0);
        Clock clock = Clock.fixed(Served.NOW, ZoneOffset.UTC);
        History history = new History(HistoryConfig.DEFAULTS, folder, new FilesProcess(), ControlRecord::compacted);
        Served served = new Served(folder, history, clock, config, http, () -> "");
        served.start();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(new Event(
                    EventType.TRACK,
                    "Order",
                    "web",
                    "m" + i,
                    "ann",
                    null,
                    null,
                    clock.millis() - 1,
                    clock.millis(),
                    Document.of(Map.of("properties", Map.of("token", "token " + i, "tags", TAGS)))));
        }
        served.take(events);
        Until.holds(() -> served.engine().counters().leftOutPaths() == 2, () -> "a property is in memory");
        return served;
    }

    /** Garbles the events of the log behind the engine's back. */
    private static void damage(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.allocate(64), Math.max(0, channel.size() - 64));
                }
            }
        }
    }

    /** A clock that stands still, and fails on threads whose name begins so. */
    private static final class FailingClock extends Clock {
        private volatile String failing = "nobody";

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().startsWith(failing)) {
                throw new IllegalStateException("the clock is broken");
            }
            return Served.NOW;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock shows instants only");
        }
    }

    /** A trend of as many rows as minutes. */
    private static String minutes(int count) {
        Instant to = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(count));
        return "{\"kind\":\"trend\",\"interval\":\"1m\",\"period\":{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"" + to
                + "\"}}";
    }

    private static void note(HttpResponse<String> answer, Map<String, Integer> met) {
        Matcher code = CODE.matcher(answer.body());
        assertThat(code.find()).as(answer.statusCode() + " " + answer.body()).isTrue();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + answer.statusCode()).doesNotContain("Exception");
        met.put(code.group(1), answer.statusCode());
    }

    /** The codes of the first table, with their status. */
    private static Map<String, Integer> listed() throws IOException {
        String page = Files.readString(LISTED, StandardCharsets.UTF_8);
        Map<String, Integer> listed = new TreeMap<>();
        page.substring(0, page.indexOf("## Collecting"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> listed.put(row.group(1), Integer.parseInt(row.group(2))));
        assertThat(new TreeSet<>(listed.keySet())).contains("not_yet", "busy");
        return listed;
    }
}
