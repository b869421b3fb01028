package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.KeyKind;
import io.footfall.history.files.HistoryConfig;
import io.footfall.http.HttpConfig;
import io.footfall.http.Needs;
import io.footfall.http.Route;
import io.footfall.testkit.Until;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in where: every route there is, with every kind of key, and by every name a path can be given. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessIT {
    private static final String QUESTION = "{\"kind\":\"trend\"}";
    private static final String AUTHORIZATION = "Authorization";

    /** The routes that are open to everyone, whatever their methods do on their own. */
    private static final Set<String> OPEN = Set.of(
            "/",
            "/open",
            "/assets/{file}",
            "/footfall-elements.js",
            "/footfall.js",
            "/health",
            "/ready",
            "/flags",
            "/v1/projects/{key}/settings");

    /** The paths of other dialects, which collect. */
    private static final Set<String> DIALECTS =
            Set.of("/batch", "/capture", "/i/v0/e", "/i", "/com.snowplowanalytics.snowplow/tp2");

    /** Those of them that take no key and do something: one opens the page by its token, one has the key in its path. */
    private static final Set<String> ASK_THEMSELVES = Set.of("/open", "/v1/projects/{key}/settings");

    private Platform platform;
    private HttpClient client;
    private String cookie;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        platform = Platform.start(
                data, HistoryConfig.DEFAULTS, HttpConfig.DEFAULTS.at("127.0.0.1", 0), false, Clock.systemUTC());
        Until.holds(platform.engine()::isReady, () -> "the engine is not ready");
        pin();
        client = HttpClient.newHttpClient();
        HttpResponse<Void> opened = client.send(
                HttpRequest.newBuilder(URI.create(platform.pageAddress())).build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(opened.statusCode()).isEqualTo(303);
        cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    @AfterAll
    void stop() {
        client.shutdownNow();
        platform.close();
    }

    private void pin() {
        platform.engine()
                .pin("orders", QuestionJson.write(QuestionJson.read(QUESTION.getBytes(StandardCharsets.UTF_8))))
                .join();
    }

    /** What becomes of a caller. */
    private enum Outcome {
        LET_IN,
        UNKNOWN,
        FORBIDDEN
    }

    @Test
    void everyRouteLetsInWhomItShouldAndNobodyElse() throws Exception {
        Set<String> wrong = new TreeSet<>();
        for (Route route : platform.routes()) {
            Map<String, Outcome> expected = expected(route);
            actual(route).forEach((caller, outcome) -> {
                if (outcome != expected.get(caller)) {
                    wrong.add(route.method() + " " + route.path() + ", " + caller + ": " + outcome + ", not "
                            + expected.get(caller));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRouteBelongsToAFamilyThatSaysWhatItNeeds() {
        for (Route route : platform.routes()) {
            Set<Needs> allowed = OPEN.contains(route.path())
                    ? Set.of(Needs.NOTHING)
                    : collects(route)
                            ? Set.of(Needs.WRITE)
                            : route.path().equals("/metrics")
                                    ? Set.of(Needs.LOCAL)
                                    : Set.of(Needs.READ, Needs.ADMIN, Needs.STREAM);
            assertThat(allowed).as(route.method() + " " + route.path()).contains(route.needs());
            if (route.path().startsWith("/api/") && route.needs() != Needs.STREAM) {
                assertThat(route.isCrossOrigin())
                        .as("pages of other origins may call " + route.path())
                        .isFalse();
            }
        }
    }

    private static boolean collects(Route route) {
        return route.path().startsWith("/v1/") || DIALECTS.contains(route.path());
    }

    private static Map<String, Outcome> expected(Route route) {
        boolean isForReaders = route.needs() == Needs.READ || route.needs() == Needs.STREAM;
        boolean isForWriters = route.needs() == Needs.WRITE && !route.path().equals("/v1/m");
        Map<String, Outcome> expected = new LinkedHashMap<>();
        for (String caller : List.of("none", "wrong", "write", "read", "admin", "cookie", "token", "token as key")) {
            Outcome outcome = Outcome.LET_IN;
            if (ASK_THEMSELVES.contains(route.path())) {
                outcome = Outcome.UNKNOWN;
            } else if (isForWriters) {
                outcome = switch (caller) {
                    case "write" -> Outcome.LET_IN;
                    case "read", "admin" -> Outcome.FORBIDDEN;
                    default -> Outcome.UNKNOWN;
                };
            } else if (isForReaders) {
                outcome = switch (caller) {
                    case "read", "admin", "cookie" -> Outcome.LET_IN;
                    case "write" -> Outcome.FORBIDDEN;
                    case "token" -> route.needs() == Needs.STREAM ? Outcome.LET_IN : Outcome.UNKNOWN;
                    default -> Outcome.UNKNOWN;
                };
            } else if (route.needs() == Needs.ADMIN) {
                outcome = switch (caller) {
                    case "admin" -> Outcome.LET_IN;
                    case "read", "write" -> Outcome.FORBIDDEN;
                    default -> Outcome.UNKNOWN;
                };
            }
            expected.put(caller, outcome);
        }
        return expected;
    }

    private Map<String, Outcome> actual(Route route) throws Exception {
        Map<String, Outcome> actual = new LinkedHashMap<>();
        actual.put("none", call(route, "", "", ""));
        actual.put("wrong", call(route, "", AUTHORIZATION, "Bearer no-key-of-this-engine"));
        actual.put("write", call(route, "", AUTHORIZATION, "Bearer " + platform.key(KeyKind.WRITE)));
        actual.put("read", call(route, "", AUTHORIZATION, "Bearer " + platform.key(KeyKind.READ)));
        actual.put("admin", call(route, "", AUTHORIZATION, "Bearer " + platform.key(KeyKind.ADMIN)));
        actual.put("cookie", call(route, "", "Cookie", cookie));
        actual.put("token", call(route, "?token=" + token(), "", ""));
        actual.put("token as key", call(route, "", AUTHORIZATION, "Bearer " + token()));
        return actual;
    }

    private String token() throws Exception {
        pin();
        HttpRequest request = HttpRequest.newBuilder(at("/api/v1/questions/orders/token"))
                .header(AUTHORIZATION, "Bearer " + platform.key(KeyKind.READ))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String json = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return json.substring("{\"token\":\"".length(), json.length() - 2);
    }

    private Outcome call(Route route, String query, String header, String value) throws Exception {
        String path = route.path()
                .replace("{name}", "orders")
                .replace("{file}", "no-such-file.js")
                .replace("{id}", "ann")
                .replace("{key}", "no-key-of-this-engine");
        String body = collects(route) ? "{\"batch\":[],\"data\":[]}" : QUESTION;
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path + query))
                .method(
                        route.method(),
                        route.method().equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!header.isEmpty()) {
            request.header(header, value);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        assertThat(answer.statusCode()).as(route.method() + " " + path).isNotEqualTo(500);
        return switch (answer.statusCode()) {
            case 401 -> Outcome.UNKNOWN;
            case 403 -> Outcome.FORBIDDEN;
            default -> Outcome.LET_IN;
        };
    }

    private URI at(String path) {
        return URI.create(platform.address() + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/questions",
                "/api/v1/questions/",
                "/api/v1/questions//",
                "//api/v1/questions",
                "/api//v1/questions",
                "/api/./v1/questions",
                "/api/v1/../v1/questions",
                "/health/../api/v1/questions",
                "/assets/../api/v1/questions",
                "/assets/..%2fapi%2fv1%2fquestions",
                "/assets/%2e%2e/api/v1/questions",
                "/assets/..%5capi",
                "/%61pi/v1/questions",
                "/api/v1/%71uestions",
                "/api%2fv1%2fquestions",
                "/api/v1/questions%2f",
                "/api/v1/questions%00",
                "/api/v1/questions;a=b",
                "/api/v1/questions%3Fa",
                "/api/v1/questions%",
                "/api/v1/questions%zz",
                "/API/V1/questions",
                "/v1/../api/v1/questions",
                "/api/v1/questions/orders/stream",
                "/api/v1/questions/orders/stream/",
                "/api/v1/questions/orders/stream?TOKEN=x",
                "/api/v1/questions/orders/answer?token=x",
                "http://localhost/api/v1/questions"
            })
    void noPathGetsAroundTheKey(String path) throws IOException {
        assertThat(statusOf("GET " + path, "")).isIn(400, 401, 404);
        assertThat(statusOf("HEAD " + path, "")).isIn(400, 401, 404);
        assertThat(statusOf("GET " + path, "X-Original-URL: /health\r\nX-Rewrite-URL: /health\r\n"))
                .isIn(400, 401, 404);
        assertThat(statusOf("POST " + path, "X-HTTP-Method-Override: GET\r\n")).isIn(400, 401, 404);
        assertThat(statusOf("GET " + path, "Authorization: Bearer " + platform.key(KeyKind.WRITE) + "\r\n"))
                .isIn(400, 401, 403, 404);
    }

    private int statusOf(String methodAndPath, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), platform.port())) {
            socket.setSoTimeout(20_000);
            String request = methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                    + "Content-Length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            String status = new String(head, StandardCharsets.US_ASCII);
            assertThat(status).startsWith("HTTP/1.1 ");
            return Integer.parseInt(status.substring("HTTP/1.1 ".length()));
        }
    }
}
