package io.footfall.collect;

import io.footfall.event.EventType;
import io.footfall.http.Handler;
import io.footfall.http.Needs;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.wire.JsonText;
import io.footfall.wire.SentBody;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the Segment HTTP API. A request goes through these steps: is there room, its header's key, its body, the
 * body's key, judgement, the log, the answer.
 */
final class CollectRoutes {
    private static final Map<String, EventType> ALONE = Map.of(
            "track", EventType.TRACK,
            "t", EventType.TRACK,
            "page", EventType.PAGE,
            "p", EventType.PAGE,
            "screen", EventType.SCREEN,
            "s", EventType.SCREEN,
            "identify", EventType.IDENTIFY,
            "i", EventType.IDENTIFY,
            "group", EventType.GROUP,
            "g", EventType.GROUP);
    private static final Map<String, EventType> ALIAS = Map.of("alias", EventType.ALIAS, "a", EventType.ALIAS);
    private static final List<String> BATCH = List.of("batch", "import", "b");
    private static final int SETTINGS_BODY_BYTES_MAX = 1_024;

    private final Collector collector;
    private final KeyCheck keys;
    private final Clock clock;
    private final CollectConfig config;

    CollectRoutes(Collector collector, KeyCheck keys, Clock clock, CollectConfig config) {
        this.collector = collector;
        this.keys = keys;
        this.clock = clock;
        this.config = config;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        BATCH.forEach(path -> routes.add(collecting(path, request -> collect(request, null))));
        ALONE.forEach((path, type) -> routes.add(collecting(path, request -> collect(request, type))));
        ALIAS.forEach((path, type) -> routes.add(collecting(path, request -> collect(request, type))));
        // What a library says about itself is taken and not kept.
        routes.add(collecting("m", request -> now(CollectAnswers.success())));
        routes.add(new Route(
                "GET",
                "/v1/projects/{key}/settings",
                Needs.NOTHING,
                SETTINGS_BODY_BYTES_MAX,
                true,
                CollectAnswers::refuse,
                request -> now(settings(request))));
        return routes;
    }

    private Route collecting(String path, Handler handler) {
        return new Route(
                "POST", "/v1/" + path, Needs.WRITE, config.bodyBytesMax(), true, CollectAnswers::refuse, handler);
    }

    private CompletionStage<Response> collect(Request request, @Nullable EventType alone) {
        if (collector.isBehind()) {
            return collector
                    .refused(Collected.Refusal.OVERLOADED, "too much waits to be answered; try again in a while")
                    .thenApply(collected -> answer(collected, request));
        }
        Optional<String> inHeader = KeyCheck.inHeader(request.credentials());
        if (inHeader.isPresent() && keys.judge(inHeader.get()) instanceof KeyCheck.Decision.Refused refused) {
            return now(refuse(refused));
        }
        return switch (collector.read(request.body(), alone)) {
            case SentBody.Refused(String message) ->
                collector
                        .refused(Collected.Refusal.INVALID, message)
                        .thenApply(collected -> answer(collected, request));
            case SentBody.Items items -> collect(request, inHeader, items, alone != null);
        };
    }

    private CompletionStage<Response> collect(
            Request request, Optional<String> inHeader, SentBody.Items items, boolean isAlone) {
        return switch (keys.judge(inHeader, items.writeKey(), request.queryValue("writeKey"))) {
            case KeyCheck.Decision.Refused refused -> now(refuse(refused));
            case KeyCheck.Decision.Collects(String source) -> {
                boolean isTooLarge = isAlone && items.items().getFirst().size() > config.itemBytesMax();
                CompletableFuture<Collected> collected = isTooLarge
                        ? collector.refused(
                                Collected.Refusal.INVALID,
                                "the event is larger than " + config.itemBytesMax() + " bytes")
                        : collector.collect(items, source, clock.millis(), false);
                yield collected.thenApply(done -> answer(done, request));
            }
        };
    }

    private Response.Whole refuse(KeyCheck.Decision.Refused refused) {
        collector.counters().countRefusedKey();
        return CollectAnswers.refuse(refused.status(), refused.code(), refused.message());
    }

    private Response answer(Collected collected, Request request) {
        return switch (collected) {
            case Collected.Taken(long sequence, int admitted, List<Collected.Failure> failures) -> {
                boolean isStrict = request.headers()
                        .get("x-strict-mode")
                        .filter("1"::equals)
                        .isPresent();
                Response.Whole answer = isStrict && !failures.isEmpty()
                        ? CollectAnswers.failed(admitted, failures)
                        : CollectAnswers.success();
                yield answer.with("X-Footfall-Sequence", Long.toString(sequence));
            }
            case Collected.Refused(Collected.Refusal refusal, String message) ->
                switch (refusal) {
                    case INVALID -> CollectAnswers.refuse(400, CollectAnswers.INVALID_REQUEST, message);
                    case OVERLOADED -> later(CollectAnswers.refuse(429, "overloaded", message));
                    case UNAVAILABLE -> later(CollectAnswers.refuse(503, "unavailable", message));
                };
        };
    }

    /** Asks the client to come again. {@code X-RateLimit-Reset} is an instant, in milliseconds as Node's library reads it. */
    private Response.Whole later(Response.Whole refusal) {
        Instant again = clock.instant().plus(config.retryAfter());
        return refusal.with("Retry-After", Long.toString(config.retryAfter().toSeconds()))
                .with("X-RateLimit-Reset", Long.toString(again.toEpochMilli()));
    }

    /** What analytics.js asks for before it sends anything: where to send, and not to report on itself elsewhere. */
    private Response settings(Request request) {
        String secret = request.parameter("key");
        if (keys.judge(secret) instanceof KeyCheck.Decision.Refused refused) {
            return refuse(refused);
        }
        String host = request.headers().get("host").orElse("localhost");
        String protocol = request.headers()
                .get("x-forwarded-proto")
                .map(sent -> sent.toLowerCase(Locale.ROOT))
                .filter("https"::equals)
                .orElse("http");
        JsonText json = new JsonText().startObject().key("integrations").startObject();
        json.key("Segment.io").startObject();
        json.key("apiKey").text(secret);
        json.key("apiHost").text(host + "/v1");
        json.key("protocol").text(protocol);
        json.endObject().endObject();
        json.key("metrics").startObject().key("sampleRate").number(0).endObject();
        return Response.json(json.endObject().toBytes());
    }

    private static CompletionStage<Response> now(Response response) {
        return CompletableFuture.completedFuture(response);
    }
}
