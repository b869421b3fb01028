package io.footfall.collect;

import io.footfall.event.EventType;
import io.footfall.http.Handler;
import io.footfall.http.Needs;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The paths of the Segment HTTP API. */
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

    /** How long an answer waits, if asked to, until what it took is in answers. */
    private static final int ANALYSIS_SECONDS_MAX = 5;

    private static final long UNKNOWN = -1;

    private final Intake intake;
    private final SecondDeliveries secondDeliveries;
    private final CollectConfig config;

    CollectRoutes(Intake intake, SecondDeliveries secondDeliveries, CollectConfig config) {
        this.intake = intake;
        this.secondDeliveries = secondDeliveries;
        this.config = config;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        BATCH.forEach(path -> routes.add(collecting(path, request -> collect(request, null))));
        ALONE.forEach((path, type) -> routes.add(collecting(path, request -> collect(request, type))));
        ALIAS.forEach((path, type) -> routes.add(collecting(path, request -> collect(request, type))));
        // What a library says about itself is taken and not kept.
        routes.add(collecting("m", request -> Intake.now(CollectAnswers.success())));
        routes.add(new Route(
                "GET",
                "/v1/projects/{key}/settings",
                Needs.NOTHING,
                SETTINGS_BODY_BYTES_MAX,
                true,
                CollectAnswers::refuse,
                request -> Intake.now(settings(request))));
        return routes;
    }

    private Route collecting(String path, Handler handler) {
        return new Route(
                "POST", "/v1/" + path, Needs.WRITE, config.bodyBytesMax(), true, CollectAnswers::refuse, handler);
    }

    private CompletionStage<Response> collect(Request request, @Nullable EventType alone) {
        return intake.take(
                request,
                collector -> new Intake.Read(collector.read(request.body(), alone), alone != null, false),
                taken -> answer(taken, request));
    }

    /**
     * Whoever brings much, and may wait, asks for the answer once it is in answers: then what they bring next never waits before what
     * others send, and they are told how much of it was there already.
     */
    private CompletionStage<Response> answer(Collected.Taken taken, Request request) {
        Response.Whole safe = whenSafe(taken, request);
        boolean awaits = request.headers()
                .get("x-footfall-await")
                .filter("analysis"::equals)
                .isPresent();
        if (!awaits || taken.events().isEmpty()) {
            return Intake.now(safe);
        }
        long first = taken.firstSequence();
        long last = first + taken.events().size() - 1;
        return secondDeliveries
                .upTo(last)
                .thenApply(isSecond ->
                        LongStream.rangeClosed(first, last).filter(isSecond).count())
                .toCompletableFuture()
                // It is safe whether or not it is analysed in time.
                .completeOnTimeout(UNKNOWN, ANALYSIS_SECONDS_MAX, TimeUnit.SECONDS)
                .thenApply(seconds ->
                        seconds == UNKNOWN ? safe : safe.with("X-Footfall-Duplicates", Long.toString(seconds)));
    }

    private static Response.Whole whenSafe(Collected.Taken taken, Request request) {
        boolean isStrict =
                request.headers().get("x-strict-mode").filter("1"::equals).isPresent();
        Response.Whole answer = isStrict && !taken.failures().isEmpty()
                ? CollectAnswers.failed(taken.events().size(), taken.failures())
                : CollectAnswers.success();
        return answer.with("X-Footfall-Sequence", Long.toString(taken.sequence()));
    }

    /** What analytics.js asks for before it sends anything: where to send, and not to report on itself elsewhere. */
    private Response settings(Request request) {
        String secret = request.parameter("key");
        if (intake.judge(secret) instanceof KeyCheck.Decision.Refused refused) {
            return intake.refuse(refused);
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
}
