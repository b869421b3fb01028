package io.footfall.collect;

import io.footfall.http.Handler;
import io.footfall.http.Inflation;
import io.footfall.http.Needs;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.http.Route;
import io.footfall.wire.dialect.CloudEventsBody;
import io.footfall.wire.dialect.PostHogBody;
import io.footfall.wire.dialect.SnowplowPayload;
import io.footfall.wire.dialect.Translated;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The paths of PostHog, Snowplow and CloudEvents: each translates its body, and answers as its clients want it. */
final class DialectRoutes {
    private static final int QUERY_BODY_BYTES_MAX = 1_024;

    private static final Response.Whole POSTHOG = json("{\"status\":1}");

    /** No feature flag is on: libraries that ask for them before they send go on then. */
    private static final Response.Whole NO_FLAGS = json("{\"flags\":{},\"featureFlags\":{},\"featureFlagPayloads\":{},"
            + "\"errorsWhileComputingFlags\":false,\"requestId\":\"none\"}");

    private static final Response.Whole SNOWPLOW =
            new Response.Whole(200, "text/plain", List.of(), "ok".getBytes(StandardCharsets.US_ASCII));

    private final Intake intake;
    private final CollectConfig config;

    DialectRoutes(Intake intake, CollectConfig config) {
        this.intake = intake;
        this.config = config;
    }

    private interface Translator {
        Translated translate(Request request);
    }

    List<Route> routes() {
        Handler postHog = taking(this::postHog, POSTHOG);
        return List.of(
                post("/batch", postHog),
                post("/capture", postHog),
                post("/i/v0/e", postHog),
                new Route(
                        "POST",
                        "/flags",
                        Needs.NOTHING,
                        config.bodyBytesMax(),
                        true,
                        CollectAnswers::refuse,
                        request -> Intake.now(NO_FLAGS)),
                post("/v1/cloudevents", taking(DialectRoutes::cloudEvents, CollectAnswers.success())),
                post(
                        "/com.snowplowanalytics.snowplow/tp2",
                        taking(request -> SnowplowPayload.ofBody(request.body(), isKeyed(request)), SNOWPLOW)),
                new Route(
                        "GET",
                        "/i",
                        Needs.WRITE,
                        QUERY_BODY_BYTES_MAX,
                        true,
                        CollectAnswers::refuse,
                        taking(request -> SnowplowPayload.ofQuery(request.query(), isKeyed(request)), SNOWPLOW)));
    }

    private Route post(String path, Handler handler) {
        return new Route("POST", path, Needs.WRITE, config.bodyBytesMax(), true, CollectAnswers::refuse, handler);
    }

    private Handler taking(Translator translator, Response.Whole success) {
        return request -> take(request, translator, success);
    }

    private CompletionStage<Response> take(Request request, Translator translator, Response.Whole success) {
        return intake.take(
                request,
                collector -> collector.readTranslated(translator.translate(request)),
                taken -> Intake.now(success.with("X-Footfall-Sequence", Long.toString(taken.sequence()))));
    }

    /** PostHog's library for browsers says in the query, not in a header, that its body is gzip. */
    private Translated postHog(Request request) {
        byte[] body = request.body();
        boolean isGzip = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
        if (!isGzip) {
            return PostHogBody.translate(body);
        }
        return switch (Inflation.inflate(body, config.bodyBytesMax())) {
            case Inflation.Inflated.Body(byte[] inflated) -> PostHogBody.translate(inflated);
            case Inflation.Inflated.TooLarge() ->
                new Translated.Refused("the body is larger than " + config.bodyBytesMax() + " bytes, the limit here");
            case Inflation.Inflated.NotGzip() -> new Translated.Refused("the body begins as gzip and is none");
        };
    }

    private static Translated cloudEvents(Request request) {
        boolean isBinary = request.headers().get("ce-specversion").isPresent();
        return isBinary
                ? CloudEventsBody.binary(name -> attribute(request, name), request.body())
                : CloudEventsBody.structured(request.body());
    }

    /** An attribute's header; what is not ASCII is percent-encoded there. */
    private static String attribute(Request request, String name) {
        String header = name.equals("datacontenttype") ? "content-type" : "ce-" + name;
        String value = request.headers().get(header).orElse("");
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return value;
        }
    }

    private static boolean isKeyed(Request request) {
        return KeyCheck.inHeader(request.credentials()).isPresent()
                || request.queryValue("writeKey").isPresent();
    }

    private static Response.Whole json(String text) {
        return Response.json(text.getBytes(StandardCharsets.US_ASCII));
    }
}
