package io.footfall.bench;

import io.footfall.event.EventType;
import io.footfall.http.Access;
import io.footfall.http.HttpConfig;
import io.footfall.http.HttpServer;
import io.footfall.http.Needs;
import io.footfall.http.Refusals;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.http.RouteTable;
import io.footfall.wire.EventParser;
import io.footfall.wire.SentBody;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/**
 * A server that reads the same bodies as the engine, with the same HTTP library and the same parser, answers, and does nothing
 * else: no key, no judgement, no disk, no timeline. What an engine could at best take in, were everything after the parser free.
 */
@PrintsToTerminal
final class ParseOnlyServer {
    private static final int BODY_BYTES_MAX = 512_000;
    private static final int ITEMS_MAX = 2_500;
    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final String SAYS = "Collecting";

    private static final ConcurrentLinkedQueue<EventParser> PARSERS = new ConcurrentLinkedQueue<>();

    private ParseOnlyServer() {}

    /** One that runs in a process of its own. */
    record Running(JavaProcess process, URI address) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** Starts one. */
    static Running start(Path complaints) throws java.io.IOException {
        JavaProcess process = JavaProcess.start(ParseOnlyServer.class.getName(), List.of(), List.of(), complaints);
        try {
            return new Running(process, URI.create(process.await(SAYS)));
        } catch (java.io.IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** Serves until the process is ended. */
    public static void main(String[] arguments) {
        List<Route> routes = new ArrayList<>();
        routes.add(route("batch", EventParser::parseBatch));
        routes.add(route("page", (parser, body) -> parser.parseSingle(body, EventType.PAGE)));
        routes.add(route("track", (parser, body) -> parser.parseSingle(body, EventType.TRACK)));
        HttpServer server = new HttpServer(
                HttpConfig.DEFAULTS.at("127.0.0.1", 0),
                new RouteTable(routes),
                (needs, credentials) -> Access.Verdict.ALLOWED);
        System.out.println(SAYS + " http://127.0.0.1:" + server.start());
    }

    private static Route route(String path, BiFunction<EventParser, byte[], SentBody> parse) {
        Refusals refusals = (status, code, message) ->
                Response.json(status, (code + ": " + message).getBytes(StandardCharsets.UTF_8));
        return new Route("POST", "/v1/" + path, Needs.NOTHING, BODY_BYTES_MAX, true, refusals, request -> {
            EventParser kept = PARSERS.poll();
            EventParser parser = kept == null ? new EventParser(ITEMS_MAX) : kept;
            SentBody body = parse.apply(parser, request.body());
            PARSERS.add(parser);
            return CompletableFuture.completedFuture(
                    switch (body) {
                        case SentBody.Items items -> Response.json(SUCCESS);
                        case SentBody.Refused(String message) -> refusals.refuse(400, "invalid_request", message);
                    });
        });
    }
}
