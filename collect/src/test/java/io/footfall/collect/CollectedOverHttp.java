package io.footfall.collect;

import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.http.Access;
import io.footfall.http.HttpConfig;
import io.footfall.http.HttpServer;
import io.footfall.http.RouteTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A collector behind a real server with a real log in a folder, and a client for it. */
final class CollectedOverHttp implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    final EventLog log;
    final Keys keys;
    final Collector collector;
    final AtomicBoolean isBehind = new AtomicBoolean();
    /** The sequences that were there already, as an engine would have found them. */
    final Set<Long> secondDeliveries = ConcurrentHashMap.newKeySet();

    final List<Committed> committed = new CopyOnWriteArrayList<>();
    final HttpServer server;
    final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    CollectedOverHttp(Path data) {
        this(data, EventLogConfig.DEFAULTS, CollectConfig.DEFAULTS, safe -> {});
    }

    /** With another configuration. */
    CollectedOverHttp(Path data, CollectConfig config) {
        this(data, EventLogConfig.DEFAULTS, config, safe -> {});
    }

    /** With another log; {@code follower} is called on its thread with all that is safe. */
    CollectedOverHttp(Path data, EventLogConfig config, Consumer<Committed> follower) {
        this(data, config, CollectConfig.DEFAULTS, follower);
    }

    private CollectedOverHttp(
            Path data, EventLogConfig config, CollectConfig collecting, Consumer<Committed> follower) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        log = EventLog.open(data, config, clock);
        log.start(safe -> {
            committed.add(safe);
            follower.accept(safe);
        });
        keys = Keys.open(data, new SecureRandom());
        collector = new Collector(log, keys, isBehind::get, () -> 0, clock, collecting);
        server = new HttpServer(
                HttpConfig.DEFAULTS.at("127.0.0.1", 0),
                new RouteTable(collector.routes(
                        sequence -> CompletableFuture.completedFuture(second -> secondDeliveries.contains(second)))),
                (needs, credentials) -> Access.Verdict.UNKNOWN);
        port = server.start();
    }

    String key(KeyKind kind) {
        return keys.first(kind).secret();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder post(String path, String body) {
        return to(path).POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    HttpRequest.Builder postWithKey(String path, String body) {
        return post(path, body).header("Authorization", basic(key(KeyKind.WRITE)));
    }

    static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        log.close();
    }
}
