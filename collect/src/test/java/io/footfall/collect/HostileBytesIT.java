package io.footfall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.LogReader;
import io.footfall.testkit.Seeded;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes come, each body is taken or refused in words, and the next one is served. */
@Timeout(900)
class HostileBytesIT {
    private static final int BODIES = 300;
    private static final String SUCCESS = "{\"success\":true}";
    private static final Pattern REFUSAL =
            Pattern.compile("\\{\"success\":false,\"code\":\"[a-z_]+\",\"message\":\"(?:[^\"\\\\]|\\\\.)+\"}");
    private static final List<String> PATHS = List.of(
            "/v1/batch",
            "/v1/import",
            "/v1/b",
            "/v1/track",
            "/v1/page",
            "/v1/identify",
            "/v1/group",
            "/v1/alias",
            "/v1/m");

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

    @Seeded(runs = 5)
    void isTakenOrRefusedInWords(SplittableRandom random) throws Exception {
        HostileBytes hostile = new HostileBytes(random);
        for (int i = 0; i < BODIES; i++) {
            byte[] body = hostile.next();
            boolean isPressed = random.nextInt(4) == 0;
            byte[] sent = isPressed ? hostile.pressed(body) : body;
            HttpRequest.Builder request = collected
                    .to(PATHS.get(random.nextInt(PATHS.size())))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(sent));
            if (random.nextInt(10) > 0) {
                request.header("Authorization", "Bearer " + collected.key(KeyKind.WRITE));
            }
            if (isPressed) {
                request.header("Content-Encoding", "gzip");
            }
            assertIsAnAnswer(collected.send(request), sent);
        }
        assertEverythingTakenCanBeRead();
    }

    /** Cases that JSON parsers are known to differ in, as whole bodies and as a property of an event. */
    static List<String> hardCases() {
        List<String> cases = new ArrayList<>(List.of(
                "",
                " ",
                "[]",
                "{}",
                "null",
                "7",
                "\"x\"",
                "[1,]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{'a':1}",
                "{a:1}",
                "[1 2]",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "1_000",
                "--1",
                "NaN",
                "-Infinity",
                "nul",
                "True",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a\u0001\"",
                "\"a\nb\"",
                "[\"\u0000\"]",
                "{\"a\":1,\"a\":2}",
                "{\"\\u0061\":1,\"a\":2}",
                "{\"\":0}",
                "{\"\\u0000\":0}",
                "1e400",
                "1e-400",
                "-0",
                "-0.0",
                "1E9999999999999999999",
                "123456789012345678901234567890",
                "9".repeat(64),
                "9".repeat(65),
                "0." + "1".repeat(63),
                "[[]",
                "[]]",
                "{}}",
                "{}{}",
                "{} //x",
                "/* x */{}",
                "\uFEFF{}",
                "{}\u0000",
                "[" + "1,".repeat(3_000) + "1]",
                "[".repeat(64) + "]".repeat(64),
                "[".repeat(100_000),
                "[".repeat(20_000) + "]".repeat(20_000),
                "{\"a\":".repeat(20_000),
                "\"" + "\\u00e9".repeat(9_000) + "\"",
                "\"" + "👟".repeat(9_000) + "\""));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("hardCases")
    void hardCasesAreTakenOrRefusedInWords(String hard) throws Exception {
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"ann\",\"properties\":{\"x\":" + hard + "}}";
        String good = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"bob\",\"messageId\":\"good\"}";
        for (String body : List.of(
                hard,
                event,
                "{\"batch\":" + hard + "}",
                "{\"batch\":[" + hard + "," + good + "]}",
                "{\"batch\":[" + event + "," + good + "]}",
                "{\"batch\":[" + good + "],\"context\":" + hard + "}",
                "{\"batch\":[" + good + "],\"sentAt\":" + hard + ",\"writeKey\":" + hard + "}")) {
            for (String path : List.of("/v1/batch", "/v1/track", "/v1/alias")) {
                HttpResponse<String> answer = collected.send(collected.postWithKey(path, body));
                assertIsAnAnswer(answer, body.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertEverythingTakenCanBeRead();
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNoText")
    void bytesThatAreNoTextAreRefused(byte[] bytes) throws Exception {
        HttpResponse<String> answer = collected.send(
                collected.postWithKey("/v1/batch", "").POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).matches(REFUSAL);
    }

    static List<byte[]> bytesThatAreNoText() {
        return List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '{', 0, '}'},
                "{\"batch\":[]}".getBytes(StandardCharsets.UTF_16LE),
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xE2, (byte) 0x82});
    }

    private static void assertIsAnAnswer(HttpResponse<String> answer, byte[] body) {
        String about = "to " + new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).as(about).isEqualTo(SUCCESS);
        } else {
            assertThat(answer.statusCode()).as(about).isBetween(400, 499);
            assertThat(answer.body())
                    .as(about)
                    .matches(REFUSAL)
                    .doesNotContain("Exception", "io.footfall", "com.fasterxml", "StreamRead");
        }
    }

    private void assertEverythingTakenCanBeRead() throws IOException {
        collected.log.close();
        List<Committed> read = new ArrayList<>();
        try (LogReader reader = LogReader.open(data)) {
            reader.forEachRemaining(read::add);
            assertThat(reader.damage()).isEmpty();
        }
        assertThat(read).hasSameSizeAs(collected.committed);
    }
}
