package io.footfall.serve;

import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.catalog.PageLink;
import io.footfall.catalog.StreamTokens;
import io.footfall.engine.Engine;
import io.footfall.history.sql.SqlDesk;
import io.footfall.http.Access;
import io.footfall.http.Credentials;
import io.footfall.http.Handler;
import io.footfall.http.Needs;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.wire.SqlJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Everything the engine serves, as a list of routes, and who may use them. */
public final class Serving {
    private static final int QUESTION_BYTES_MAX = 100_000;

    private final Engine engine;
    private final Keys keys;
    private final PageLink link;
    private final Answering answering;
    private final Pinning pinning;
    private final Streams streams;
    private final Membership membership;
    private final Customers customers;
    private final Describing describing;
    private final Querying querying;
    private final Newest newest;
    private final Page page;
    private final Supplier<String> metrics;
    private final Supplier<String> damage;
    private final Supplier<String> sources;
    private final Supplier<String> lookups;

    /**
     * Serves an engine.
     *
     * @param sql runs SQL over the engine's data folder
     * @param link lets our own page read
     * @param metrics writes the metrics, in Prometheus' text format
     * @param damage writes what was found damaged, as a JSON array
     * @param sources writes how the configured sources are doing, as a JSON array
     * @param lookups writes the same of lookup tables
     */
    public Serving(
            Engine engine,
            SqlDesk sql,
            Keys keys,
            PageLink link,
            StreamTokens tokens,
            Clock clock,
            Supplier<String> metrics,
            Supplier<String> damage,
            Supplier<String> sources,
            Supplier<String> lookups) {
        this.engine = engine;
        this.keys = keys;
        this.link = link;
        this.answering = new Answering(engine);
        Broadcasts broadcasts = new Broadcasts(engine, clock);
        this.pinning = new Pinning(engine, broadcasts, tokens, clock);
        this.streams = new Streams(broadcasts, new Tail(engine, clock), tokens, clock);
        this.membership = new Membership(engine);
        this.customers = new Customers(engine);
        this.describing = new Describing(engine);
        this.querying = new Querying(engine, sql);
        this.newest = new Newest(engine);
        this.page = new Page(link);
        this.metrics = metrics;
        this.damage = damage;
        this.sources = sources;
        this.lookups = lookups;
    }

    /** The route table of answers, of the page, and of the engine's state. */
    public List<Route> routes() {
        return List.of(
                read("POST", "/api/v1/answer", answering::answer),
                read("GET", "/api/v1/questions", pinning::list),
                read("GET", "/api/v1/questions/{name}", pinning::read),
                read("PUT", "/api/v1/questions/{name}", pinning::pin),
                read("DELETE", "/api/v1/questions/{name}", pinning::unpin),
                read("GET", "/api/v1/questions/{name}/answer", pinning::answer),
                read("GET", "/api/v1/questions/{name}/corrections", pinning::corrections),
                read("POST", "/api/v1/questions/{name}/token", pinning::token),
                new Route(
                        "GET",
                        "/api/v1/questions/{name}/stream",
                        Needs.STREAM,
                        0,
                        true,
                        Problems::refuse,
                        pinning::stream),
                new Route("GET", "/api/v1/stream", Needs.STREAM, 0, true, Problems::refuse, streams::several),
                read("POST", "/api/v1/members", membership::members),
                read("GET", "/api/v1/customers", customers::search),
                read("GET", "/api/v1/customers/{id}", customers::profile),
                read("GET", "/api/v1/customers/{id}/timeline", customers::timeline),
                read("GET", "/api/v1/schema", describing::schema),
                new Route("POST", "/api/v1/sql", Needs.READ, SqlJson.BYTES_MAX, false, Problems::refuse, querying::sql),
                read("GET", "/api/v1/events", newest::events),
                read("GET", "/api/v1/events/stream", streams::events),
                read("GET", "/api/v1/quarantine", newest::quarantine),
                read("GET", "/api/v1/sources", request -> items(sources)),
                read("GET", "/api/v1/lookups", request -> items(lookups)),
                open("/", page::index),
                open("/open", page::open),
                open("/assets/{file}", page::asset),
                module("/footfall-elements.js", page::elements),
                module("/footfall.js", page::tracker),
                open("/health", this::health),
                open("/ready", this::ready),
                new Route("GET", "/metrics", Needs.LOCAL, 0, false, Problems::refuse, this::metrics));
    }

    /** Who may read and who may administer. */
    public Access access() {
        return this::judge;
    }

    private Access.Verdict judge(Needs needs, Credentials credentials) {
        if (credentials.cookie().filter(link::mayRead).isPresent() && needs != Needs.ADMIN) {
            return Access.Verdict.ALLOWED;
        }
        Optional<String> secret = credentials.bearer().or(credentials::basicUser);
        Optional<KeyKind> kind = secret.flatMap(keys::kindOf);
        if (kind.isEmpty()) {
            return Access.Verdict.UNKNOWN;
        }
        boolean isAllowed = switch (kind.get()) {
            case WRITE -> false;
            case READ -> needs != Needs.ADMIN;
            case ADMIN -> true;
        };
        return isAllowed ? Access.Verdict.ALLOWED : Access.Verdict.FORBIDDEN;
    }

    private CompletionStage<Response> health(Request request) {
        if (engine.failed().isDone()) {
            return CompletableFuture.completedFuture(failed());
        }
        String body = "{\"status\":\"accepting\",\"damage\":" + damage.get() + "}";
        return CompletableFuture.completedFuture(Response.json(body.getBytes(StandardCharsets.UTF_8)));
    }

    private CompletionStage<Response> ready(Request request) {
        if (engine.failed().isDone()) {
            return CompletableFuture.completedFuture(failed());
        }
        return CompletableFuture.completedFuture(
                engine.isReady()
                        ? Response.json("{\"status\":\"answering\"}".getBytes(StandardCharsets.UTF_8))
                        : Problems.refuse(503, "not_ready", "the log is being read; answers come in a moment")
                                .with("Retry-After", "1"));
    }

    private static Response failed() {
        return Problems.refuse(
                503,
                "engine_failed",
                "the engine has met a fault of its own and ends; its log says which, start it again");
    }

    private static CompletionStage<Response> items(Supplier<String> array) {
        String body = "{\"items\":" + array.get() + "}";
        return CompletableFuture.completedFuture(Response.json(body.getBytes(StandardCharsets.UTF_8)));
    }

    private CompletionStage<Response> metrics(Request request) {
        byte[] body = metrics.get().getBytes(StandardCharsets.UTF_8);
        return CompletableFuture.completedFuture(
                new Response.Whole(200, "text/plain; version=0.0.4; charset=utf-8", List.of(), body));
    }

    private static Route read(String method, String path, Handler handler) {
        return new Route(method, path, Needs.READ, QUESTION_BYTES_MAX, false, Problems::refuse, handler);
    }

    private static Route open(String path, Handler handler) {
        return new Route("GET", path, Needs.NOTHING, 0, false, Problems::refuse, handler);
    }

    /** A script that pages of other applications load as a module, which browsers ask of any origin. */
    private static Route module(String path, Handler handler) {
        return new Route("GET", path, Needs.NOTHING, 0, true, Problems::refuse, handler);
    }
}
