package io.footfall.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests through their steps: route, access, body, handler, response. Runs on the event loops. */
final class Exchanges {
    static final String COOKIE = "footfall";

    /** The query parameter that opens a stream; by this very name, as the handler looks for it. */
    private static final String TOKEN = "token";

    /** One name for all of them: what a caller makes up must not become a counter. */
    private static final String NO_ROUTE = "(none)";

    /** A page of ours takes everything from us and stands in nobody's frame. */
    private static final CharSequence CONTENT_SECURITY_POLICY =
            HttpHeaders.createOptimized("default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'");

    // Made once: as plain texts they would be checked and encoded with every response.
    private static final CharSequence SECURITY_POLICY_NAME = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence TYPE_OPTIONS_NAME = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER_NAME = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("no-referrer");

    private static final Logger LOGGER = LoggerFactory.getLogger(Exchanges.class);
    private static final Refusals PLAIN = (status, code, message) -> new Response.Whole(
            status,
            "application/problem+json",
            List.of(),
            ("{\"type\":\"about:blank\",\"status\":" + status + ",\"code\":\"" + code + "\",\"title\":\"" + message
                            + "\"}")
                    .getBytes(StandardCharsets.UTF_8));

    private static final long REFUSED_BODY_SECONDS = 1;

    private final RouteTable routes;
    private final Access access;
    private final HttpCounters counters;
    private final HttpConfig config;

    Exchanges(RouteTable routes, Access access, HttpCounters counters, HttpConfig config) {
        this.routes = routes;
        this.access = access;
        this.counters = counters;
        this.config = config;
    }

    void handle(HttpServerRequest request, Vertx vertx, Context context) {
        HeadDeadline.headArrived(request.connection());
        String path = request.path() == null ? "/" : request.path();
        String method = request.method().name();
        if (method.equals("OPTIONS") && routes.isCrossOrigin(path)) {
            preflight(request);
            return;
        }
        Optional<RouteTable.Match> match = routes.find(method.equals("HEAD") ? "GET" : method, path);
        if (match.isEmpty()) {
            Response.Whole refused = PLAIN.refuse(404, "not_found", "there is nothing here; see docs/reference/api.md");
            drain(request);
            send(request, refused, null, path);
            return;
        }
        Route route = match.get().route();
        Credentials credentials = credentials(request);
        Response.@Nullable Whole denied = denied(route, credentials, request);
        if (denied != null) {
            drain(request);
            send(request, denied, route, path);
            return;
        }
        Body body = new Body(request, vertx, route, config.bodyTimeout());
        body.read(
                bytes -> answer(request, context, match.get(), credentials, bytes, path),
                refused -> send(request, refused.with("Connection", "close"), route, path));
    }

    private void answer(
            HttpServerRequest request,
            Context context,
            RouteTable.Match match,
            Credentials credentials,
            byte[] body,
            String path) {
        Route route = match.route();
        CompletionStage<Response> answered;
        try {
            Request.Headers headers = name -> Optional.ofNullable(request.getHeader(name));
            answered = route.handler()
                    .handle(new Request(
                            request.method().name(),
                            path,
                            match.parameters(),
                            query(request),
                            headers,
                            body,
                            request.remoteAddress().hostAddress(),
                            credentials));
        } catch (RuntimeException e) {
            send(request, failed(route, e), route, path);
            return;
        }
        answered.whenComplete((response, failure) -> context.runOnContext(ignored -> {
            if (failure != null) {
                send(request, failed(route, failure), route, path);
            } else if (response instanceof Response.Whole whole) {
                send(request, whole, route, path);
            } else if (response instanceof Response.Events events) {
                open(request, context, events, route);
            }
        }));
    }

    private static Response.Whole failed(Route route, Throwable failure) {
        LOGGER.error("a request failed", failure);
        return route.refusals().refuse(500, "internal", "this request failed and was logged; it may be tried again");
    }

    private Response.@Nullable Whole denied(Route route, Credentials credentials, HttpServerRequest request) {
        if (route.needs() == Needs.NOTHING || route.needs() == Needs.WRITE) {
            return null;
        }
        if (route.needs() == Needs.LOCAL && Nearby.isFromHere(request)) {
            return null;
        }
        if (route.needs() == Needs.STREAM && query(request).containsKey(TOKEN)) {
            return null;
        }
        if (isForeignPage(credentials, request)) {
            return route.refusals().refuse(403, "forbidden", "only our own page may use its cookie");
        }
        return switch (access.judge(route.needs(), credentials)) {
            case ALLOWED -> null;
            case UNKNOWN ->
                route.refusals()
                        .refuse(
                                401,
                                "unauthorized",
                                credentials.bearer().isPresent()
                                        ? "this key is unknown"
                                        : "a key is needed: send it as Authorization: Bearer KEY");
            case FORBIDDEN -> route.refusals().refuse(403, "forbidden", "this key is of another kind");
        };
    }

    private void send(HttpServerRequest request, Response.Whole whole, @Nullable Route route, String path) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        counters.count(route == null ? NO_ROUTE : route.method() + ' ' + route.path(), whole.status());
        response.setStatusCode(whole.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, whole.contentType());
        response.putHeader(TYPE_OPTIONS_NAME, TYPE_OPTIONS);
        response.putHeader(REFERRER_NAME, REFERRER);
        response.putHeader(SECURITY_POLICY_NAME, CONTENT_SECURITY_POLICY);
        if (path.startsWith("/api/")) {
            response.putHeader("Cache-Control", "no-store");
        }
        whole.headers().forEach(header -> response.headers().set(header.getKey(), header.getValue()));
        if (route != null && route.isCrossOrigin()) {
            allowOrigin(request, response);
        }
        if (request.method().name().equals("HEAD")) {
            response.putHeader("Content-Length", Integer.toString(whole.body().length))
                    .end();
        } else {
            response.end(Buffer.buffer(whole.body()));
        }
        HeadDeadline.answered(request.connection());
        if (!request.isEnded()) {
            // Refused before its body was read: what follows on this connection is no request.
            request.connection().shutdown(REFUSED_BODY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void open(HttpServerRequest request, Context context, Response.Events events, Route route) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        counters.count(route.method() + ' ' + route.path(), 200);
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (route.isCrossOrigin()) {
            allowOrigin(request, response);
        }
        response.write(Buffer.buffer("retry: 1000\n\n"));
        events.opened().accept(new OpenStream(response, context, counters));
    }

    private void preflight(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        allowOrigin(request, response);
        response.putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
                .putHeader("Access-Control-Allow-Headers", "authorization, content-type, x-retry-count")
                .putHeader("Access-Control-Max-Age", "86400")
                .setStatusCode(204)
                .end();
    }

    /** Cookies know no ports: a page of another server on this machine could have the browser send ours along. */
    private static boolean isForeignPage(Credentials credentials, HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        boolean isByCookie = credentials.basicUser().isEmpty()
                && credentials.bearer().isEmpty()
                && credentials.cookie().isPresent();
        return isByCookie && origin != null && !origin.endsWith("://" + request.getHeader("Host"));
    }

    private void allowOrigin(HttpServerRequest request, HttpServerResponse response) {
        String origin = request.getHeader("Origin");
        response.putHeader("Vary", "Origin");
        if (origin != null && config.allows(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin);
        }
    }

    /** Lets a body that nobody wants flow by, so that the connection stays usable; large ones are cut by its closing. */
    private static void drain(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        request.resume();
    }

    private static Credentials credentials(HttpServerRequest request) {
        Optional<String> cookie =
                Optional.ofNullable(request.getCookie(COOKIE)).map(io.vertx.core.http.Cookie::getValue);
        return Credentials.of(request.getHeader("Authorization"), cookie);
    }

    private static Map<String, String> query(HttpServerRequest request) {
        if (request.query() == null) {
            return Map.of();
        }
        Map<String, String> query = new HashMap<>();
        request.params().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        return query;
    }
}
