package io.footfall.serve;

import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.catalog.PageLink;
import io.footfall.catalog.StreamTokens;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.engine.PinnedQuestion;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.History;
import io.footfall.history.sql.SqlConfig;
import io.footfall.history.sql.SqlDesk;
import io.footfall.http.HttpConfig;
import io.footfall.http.HttpServer;
import io.footfall.http.RouteTable;
import io.footfall.question.Answer;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * An engine on a folder behind a real server, and a client with its read key. Time stands still until it is told to pass, unless
 * another clock is given.
 */
final class Served implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-02T11:00:00Z");

    private static final HttpConfig HTTP = HttpConfig.DEFAULTS.at("127.0.0.1", 0);
    private static final long SEED = 5;

    private final EventLog log;
    private final Engine engine;
    private final Keys keys;
    private final PageLink link;
    private final SqlDesk sql;
    private final HttpServer server;
    private final int port;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();

    Served(Path data, Clock clock, EngineConfig config, HttpConfig http, Supplier<String> metrics) {
        this(data, History.none(), clock, config, http, metrics);
    }

    Served(Path data, History history, Clock clock, EngineConfig config, HttpConfig http, Supplier<String> metrics) {
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        keys = Keys.open(data, random);
        log = EventLog.open(data, EventLogConfig.DEFAULTS, clock, () -> 0, history::open);
        engine = new Engine(config, log, history, clock, SEED, () -> clock.millis() * 1_000_000);
        link = new PageLink(keys, random);
        sql = new SqlDesk(SqlConfig.DEFAULTS, data);
        Serving serving = new Serving(
                engine,
                sql,
                keys,
                link,
                new StreamTokens(keys, random),
                clock,
                metrics,
                () -> "[]",
                () -> "[]",
                () -> "[]");
        server = new HttpServer(http, new RouteTable(serving.routes()), serving.access());
        port = server.start();
    }

    /** A running one, at {@link #NOW}. */
    static Served on(Path data) {
        return on(data, new SettableClock(NOW));
    }

    /** A running one on a clock. */
    static Served on(Path data, Clock clock) {
        Served served = new Served(data, clock, EngineConfig.DEFAULTS, HTTP, () -> "");
        served.start();
        return served;
    }

    /** One whose engine does not run yet. */
    static Served asleep(Path data) {
        return new Served(data, new SettableClock(NOW), EngineConfig.DEFAULTS, HTTP, () -> "");
    }

    void start() {
        engine.start();
        Until.holds(engine::isReady, () -> "the engine is not ready");
    }

    Engine engine() {
        return engine;
    }

    long openStreams() {
        return server.counters().openStreams();
    }

    int port() {
        return port;
    }

    String key(KeyKind kind) {
        return keys.first(kind).secret();
    }

    /** The value of the cookie that our page gets. */
    String cookie() {
        return link.cookieFor(link.token()).orElseThrow();
    }

    String pageToken() {
        return link.token();
    }

    /** Lets time pass, in whole seconds or more, and waits until every pinned answer is true at the new second. */
    void pass(Duration duration) {
        if (!(clock instanceof SettableClock settable)) {
            throw new IllegalStateException("this clock goes by itself");
        }
        settable.pass(duration);
        long second = clock.instant().getEpochSecond() + 1;
        Until.holds(
                () -> engine.pinned().stream().allMatch(pinned -> isTrueAt(pinned, second)),
                () -> "not every pinned answer is true at " + Instant.ofEpochSecond(second));
    }

    private static boolean isTrueAt(PinnedQuestion pinned, long second) {
        Answer answer = pinned.answer();
        return pinned.refusal() != null || (answer != null && answer.asOf().second() == second);
    }

    /** Takes in events, and returns the sequence of the last once they are analysed. */
    long take(List<Event> events) {
        Committed committed = log.append(Append.ofEvents(events)).join();
        engine.after(committed.lastSequence()).join();
        return committed.lastSequence();
    }

    /** Sets items aside. */
    void setAside(List<QuarantinedItem> items) {
        Committed committed =
                log.append(new Append(List.of(), items, List.of())).join();
        engine.after(committed.lastSequence()).join();
        Until.holds(() -> !engine.newestQuarantined(1).isEmpty(), () -> "nothing was set aside");
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** A request with the read key. */
    HttpRequest.Builder request(String method, String path, String body) {
        return to(path).header("Authorization", "Bearer " + key(KeyKind.READ))
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) {
        return send(request("GET", path, ""));
    }

    HttpResponse<String> post(String path, String body) {
        return send(request("POST", path, body));
    }

    HttpResponse<String> put(String path, String body) {
        return send(request("PUT", path, body));
    }

    HttpResponse<String> delete(String path) {
        return send(request("DELETE", path, ""));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting for an answer", e);
        }
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        sql.close();
        engine.close();
        log.close();
    }
}
