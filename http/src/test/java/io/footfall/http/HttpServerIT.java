package io.footfall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Speaks to a real server byte by byte, as no well-behaved client would. */
class HttpServerIT {
    private static final Refusals REFUSALS = (status, code, message) -> new Response.Whole(
            status, "text/plain", List.of(), (code + ": " + message).getBytes(StandardCharsets.UTF_8));
    private static final HttpConfig CONFIG = new HttpConfig(
            "127.0.0.1", 0, 2, 3, Duration.ofMillis(300), Duration.ofMillis(400), Duration.ofSeconds(5), Set.of());
    private static final int BODY_BYTES_MAX = 1_000;

    private final CountDownLatch streamClosed = new CountDownLatch(1);
    private final CountDownLatch firstMessageSent = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        server = new HttpServer(
                CONFIG,
                new RouteTable(List.of(
                        route("POST", "/open", Needs.NOTHING, request -> answer("got " + request.body().length)),
                        route("GET", "/read", Needs.READ, request -> answer("secret")),
                        route("POST", "/read", Needs.READ, request -> answer("changed")),
                        route("GET", "/boom", Needs.NOTHING, request -> {
                            throw new IllegalStateException("what only the log may say");
                        }),
                        route("GET", "/near", Needs.LOCAL, request -> answer("for neighbours")),
                        route("GET", "/stream", Needs.STREAM, this::stream))),
                HttpServerIT::judge);
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Route route(String method, String path, Needs needs, Handler handler) {
        return new Route(method, path, needs, BODY_BYTES_MAX, needs == Needs.STREAM, REFUSALS, handler);
    }

    private static Access.Verdict judge(Needs needs, Credentials credentials) {
        String shown = credentials.bearer().or(credentials::cookie).orElse("");
        return switch (shown) {
            case "reader" -> Access.Verdict.ALLOWED;
            case "writer" -> Access.Verdict.FORBIDDEN;
            default -> Access.Verdict.UNKNOWN;
        };
    }

    private CompletionStage<Response> stream(Request request) {
        return CompletableFuture.completedFuture(new Response.Events(stream -> {
            stream.onClose(streamClosed::countDown);
            stream.send("answer", "{\"n\":1}".getBytes(StandardCharsets.UTF_8));
            firstMessageSent.countDown();
        }));
    }

    private static CompletionStage<Response> answer(String text) {
        return CompletableFuture.completedFuture(
                new Response.Whole(200, "text/plain", List.of(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Everything that comes back until the server closes. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** What comes back up to and including {@code end}. */
    private static String until(Socket socket, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws Exception {
        try (Socket socket = connect()) {
            String request = "POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
            for (int round = 0; round < 3; round++) {
                send(socket, request);
                assertThat(until(socket, "got 3")).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void endsARequestWhoseHeadIsNotWholeInTimeThoughBytesKeepComing() throws Exception {
        try (Socket socket = connect()) {
            socket.setSoTimeout(50);
            send(socket, "POST /open HTTP/1.1\r\n");
            String answer = "";
            for (int sent = 0; sent < 100 && answer.isEmpty(); sent++) {
                send(socket, "X: y\r\n");
                answer = readSome(socket);
            }
            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    private static String readSome(Socket socket) throws IOException {
        byte[] bytes = new byte[200];
        try {
            int count = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketTimeoutException ignored) {
            return ""; // Nothing yet: the loop goes on.
        }
    }

    @Test
    void letsAConnectionBeQuietBetweenRequests() throws Exception {
        try (Socket socket = connect()) {
            String request = "POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
            send(socket, request);
            until(socket, "got 0");
            socket.setSoTimeout(2 * (int) CONFIG.headTimeout().toMillis());
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            socket.setSoTimeout(5_000);
            send(socket, request);
            assertThat(until(socket, "got 0")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void endsARequestWhoseBodyIsNotWholeInTime() throws Exception {
        String answer = exchange("POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("timeout: ");
    }

    @Test
    void takesABodyAtItsLimitAndRefusesOnePastIt() throws Exception {
        try (Socket socket = connect()) {
            send(socket, post(BODY_BYTES_MAX));
            assertThat(until(socket, "got 1000")).startsWith("HTTP/1.1 200");
        }
        assertThat(exchange(post(BODY_BYTES_MAX + 1))).startsWith("HTTP/1.1 413");
    }

    private static String post(int bodyBytes) {
        return "POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: " + bodyBytes + "\r\n\r\n" + "a".repeat(bodyBytes);
    }

    @Test
    void doesNotTakeTheBodyOfARefusedRequestForAnotherRequest() throws Exception {
        String smuggled = "GET /read HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer reader\r\n\r\n";
        String body = smuggled + " ".repeat(4_000);
        String answer =
                exchange("POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("secret");
    }

    @Test
    void closesConnectionsPastTheLimit() throws Exception {
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            for (Socket socket : List.of(first, second, third)) {
                send(socket, post(0));
                assertThat(until(socket, "got 0")).startsWith("HTTP/1.1 200");
            }
            try (Socket fourth = connect()) {
                assertThat(fourth.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void refusesReadingWithoutAReadKey() throws Exception {
        assertThat(get("/read", "")).startsWith("HTTP/1.1 401");
        assertThat(get("/read", "Authorization: Bearer nobody\r\n")).startsWith("HTTP/1.1 401");
        assertThat(get("/read", "Authorization: Bearer writer\r\n")).startsWith("HTTP/1.1 403");
        assertThat(get("/read", "Authorization: Bearer reader\r\n")).startsWith("HTTP/1.1 200");
        assertThat(get("/read", "Cookie: footfall=reader\r\n")).startsWith("HTTP/1.1 200");
        assertThat(get("/%72ead", "")).startsWith("HTTP/1.1 401");
    }

    @Test
    void takesNothingForATokenThatIsNotCalledSo() throws Exception {
        assertThat(get("/stream?TOKEN=t", "")).startsWith("HTTP/1.1 401");
        assertThat(get("/stream?Token=t", "")).startsWith("HTTP/1.1 401");
        assertThat(get("/stream?tokens=t", "")).startsWith("HTTP/1.1 401");
    }

    @Test
    void letsOnlyOurOwnPageUseItsCookie() throws Exception {
        String cookie = "Cookie: footfall=reader\r\n";

        assertThat(get("/read", cookie + "Origin: http://x:9000\r\n")).startsWith("HTTP/1.1 403");
        assertThat(get("/read", cookie + "Origin: null\r\n")).startsWith("HTTP/1.1 403");
        assertThat(get("/read", cookie + "Origin: http://x\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void letsProgramsOnThisMachineInWhereThatIsEnough() throws Exception {
        assertThat(getOf("/near", "localhost:" + port, "")).startsWith("HTTP/1.1 200");
        assertThat(getOf("/near", "127.0.0.1:" + port, "")).startsWith("HTTP/1.1 200");
        assertThat(getOf("/near", "[::1]:" + port, "")).startsWith("HTTP/1.1 200");
        assertThat(getOf("/near", "rebound.example", "")).startsWith("HTTP/1.1 401");
        assertThat(getOf("/near", "localhost.example", "")).startsWith("HTTP/1.1 401");
        assertThat(getOf("/near", "localhost", "X-Forwarded-For: 203.0.113.7\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(getOf("/near", "localhost", "Forwarded: for=203.0.113.7\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(getOf("/near", "shop.example", "Authorization: Bearer reader\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(getOf("/near", "shop.example", "Authorization: Bearer writer\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void allowsPagesOfEveryOriginUntilSomeAreNamed() throws Exception {
        assertThat(preflight(port, "https://a.example")).contains("access-control-allow-origin: https://a.example");
        HttpServer choosy = new HttpServer(
                CONFIG.withOrigins(Set.of("https://a.example")),
                new RouteTable(List.of(route("GET", "/stream", Needs.STREAM, this::stream))),
                HttpServerIT::judge);
        try (choosy) {
            int choosyPort = choosy.start();
            assertThat(preflight(choosyPort, "https://a.example"))
                    .contains("access-control-allow-origin: https://a.example")
                    .contains("vary: origin");
            assertThat(preflight(choosyPort, "https://b.example"))
                    .startsWith("http/1.1 204")
                    .doesNotContain("access-control-allow-origin");
        }
    }

    @Test
    void refusesToBeToldAnOriginThatIsNone() {
        for (String origin : List.of("*", "shop.example", "https://shop.example/", "https://user@shop.example")) {
            assertThatThrownBy(() -> CONFIG.withOrigins(Set.of(origin)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("http.origins");
        }
    }

    private static String preflight(int port, String origin) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            send(socket, "OPTIONS /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + origin + "\r\n\r\n");
            return rest(socket).toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Test
    void saysNothingOfAFailureButThatItHappened() throws Exception {
        assertThat(get("/boom", ""))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("only the log")
                .doesNotContain("at io.");
    }

    @Test
    void tellsBrowsersToTrustNothing() throws Exception {
        assertThat(get("/read", "Authorization: Bearer reader\r\n").toLowerCase(java.util.Locale.ROOT))
                .contains("content-security-policy: default-src 'none'")
                .contains("frame-ancestors 'none'")
                .contains("x-content-type-options: nosniff")
                .contains("referrer-policy: no-referrer");
    }

    @Test
    void streamsEventsAndNoticesTheReaderLeave() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /stream?token=t HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(until(socket, "data: {\"n\":1}\n\n"))
                    .contains("text/event-stream")
                    .contains("event: answer\n");
        }
        assertThat(streamClosed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpServer second = new HttpServer(
                    CONFIG.at("127.0.0.1", other.getLocalPort()), new RouteTable(List.of()), HttpServerIT::judge);
            assertThatThrownBy(second::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
        }
    }

    @Test
    void saysThatAnAddressIsNoneOfThisMachine() {
        for (String host : new String[] {"192.0.2.1", "none.invalid"}) {
            HttpServer server = new HttpServer(CONFIG.at(host, 0), new RouteTable(List.of()), HttpServerIT::judge);
            assertThatThrownBy(server::start)
                    .isInstanceOf(CannotListenException.class)
                    .isNotInstanceOf(PortTakenException.class)
                    .hasMessageContaining(host)
                    .hasMessageContaining("this machine");
        }
    }

    private String get(String path, String headers) throws IOException {
        return getOf(path, "x", headers);
    }

    private String getOf(String path, String host, String headers) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n");
    }
}
