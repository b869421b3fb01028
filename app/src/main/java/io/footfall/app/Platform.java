package io.footfall.app;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.catalog.PageLink;
import io.footfall.catalog.StreamTokens;
import io.footfall.collect.CollectConfig;
import io.footfall.collect.Collector;
import io.footfall.connect.sources.Lookups;
import io.footfall.connect.sources.Sources;
import io.footfall.connect.sources.SourcesConfig;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineConfig;
import io.footfall.eventlog.EventLog;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.sql.SqlConfig;
import io.footfall.history.sql.SqlDesk;
import io.footfall.http.HttpConfig;
import io.footfall.http.HttpServer;
import io.footfall.http.PortTakenException;
import io.footfall.http.Route;
import io.footfall.http.RouteTable;
import io.footfall.serve.Serving;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The whole program, put together in the order in which an event flows through it, and taken apart in reverse. */
final class Platform implements AutoCloseable {
    private static final int PORTS_TRIED = 20;

    private final Keys keys;
    private final PageLink link;
    private final EventLog log;
    private final Engine engine;
    private final SqlDesk sql;
    private final Collector collector;
    private final Sources sources;
    private final Lookups lookups;
    private final RouteTable routes;
    private final HttpServer server;
    private final HeapAtRest heap;
    private final String host;
    private final int port;

    private Platform(
            Keys keys,
            PageLink link,
            EventLog log,
            Engine engine,
            SqlDesk sql,
            Collector collector,
            Sources sources,
            Lookups lookups,
            RouteTable routes,
            HttpServer server,
            HeapAtRest heap,
            String host,
            int port) {
        this.keys = keys;
        this.link = link;
        this.log = log;
        this.engine = engine;
        this.sql = sql;
        this.collector = collector;
        this.sources = sources;
        this.lookups = lookups;
        this.routes = routes;
        this.server = server;
        this.heap = heap;
        this.host = host;
        this.port = port;
    }

    /**
     * Starts everything over a data folder; it accepts when this returns, and answers when {@link Engine#isReady} says so.
     *
     * @param takesNextPort whether a taken port is let be and the next free one used
     */
    static Platform start(Path data, HistoryConfig sealing, HttpConfig http, boolean takesNextPort, Clock clock) {
        return start(data, sealing, EngineConfig.DEFAULTS, http, takesNextPort, clock);
    }

    /** As the other, with what the engine is told. */
    static Platform start(
            Path data,
            HistoryConfig sealing,
            EngineConfig config,
            HttpConfig http,
            boolean takesNextPort,
            Clock clock) {
        return start(data, sealing, config, http, takesNextPort, CollectConfig.DEFAULTS, SourcesConfig.NONE, clock);
    }

    /** As the other, with what collecting is told, and sources and lookup tables that are read once the log is. */
    static Platform start(
            Path data,
            HistoryConfig sealing,
            EngineConfig config,
            HttpConfig http,
            boolean takesNextPort,
            CollectConfig collecting,
            SourcesConfig configured,
            Clock clock) {
        SecureRandom random = new SecureRandom();
        History history = new History(sealing, data, new FilesProcess(), ControlRecord::compacted);
        EventLog log = Keeping.openLog(data, sealing, history, clock);
        Keys keys = keys(data, random, log);
        Engine engine = new Engine(config, log, history, clock, random.nextLong(), System::nanoTime);
        Collector collector = new Collector(log, keys, engine::isBehind, engine::historyFrom, clock, collecting);
        Sources sources = new Sources(
                configured, collector, engine::positions, engine::isBehind, engine::after, clock, new Pacing());
        EngineLookups sink = new EngineLookups(engine);
        Lookups lookups = new Lookups(configured.lookups(), sink, clock, new Pacing());
        SqlDesk sql = new SqlDesk(SqlConfig.DEFAULTS, data);
        PageLink link = new PageLink(keys, random);
        Metrics metrics = new Metrics(log, engine, collector, sources, lookups, clock);
        StreamTokens tokens = new StreamTokens(keys, random);
        Serving serving = new Serving(
                engine,
                sql,
                keys,
                link,
                tokens,
                clock,
                metrics::scrape,
                () -> Damages.json(engine.damage()),
                () -> SourcesJson.write(sources.statuses(), clock.millis()),
                () -> LookupsJson.write(lookups.statuses(), sink));
        List<Route> routes = new ArrayList<>(collector.routes(engine::secondDeliveries));
        routes.addAll(serving.routes());
        RouteTable table = new RouteTable(routes);
        engine.start();
        for (int next = http.port(); ; next++) {
            HttpServer server = new HttpServer(http.at(http.host(), next), table, serving.access());
            try {
                int bound = server.start();
                metrics.watch(server);
                CompletableFuture<Void> unused =
                        engine.replayed().thenRun(sources::start).thenRun(lookups::start);
                HeapAtRest heap = new HeapAtRest(engine::counters, System::gc).start();
                return new Platform(
                        keys,
                        link,
                        log,
                        engine,
                        sql,
                        collector,
                        sources,
                        lookups,
                        table,
                        server,
                        heap,
                        http.host(),
                        bound);
            } catch (PortTakenException e) {
                if (!takesNextPort || next == http.port() + PORTS_TRIED) {
                    engine.close();
                    log.close();
                    throw e;
                }
            }
        }
    }

    /** The keys of a folder whose log is open; where they cannot be had, the log is closed. */
    static Keys keys(Path data, SecureRandom random, EventLog log) {
        try {
            return Keys.open(data, random);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Where it is reached. */
    String address() {
        return "http://" + host + ":" + port;
    }

    /** The link that lets a browser read our page. */
    String pageAddress() {
        return address() + "/open?token=" + link.token();
    }

    int port() {
        return port;
    }

    Keys keys() {
        return keys;
    }

    Engine engine() {
        return engine;
    }

    EventLog log() {
        return log;
    }

    Collector collector() {
        return collector;
    }

    List<Route> routes() {
        return routes.routes();
    }

    String key(KeyKind kind) {
        return keys.first(kind).secret();
    }

    @Override
    public void close() {
        // Nested, so that the log is closed whatever becomes of the others.
        try (log;
                engine;
                sql;
                sources;
                lookups;
                heap) {
            server.close();
        }
    }
}
