package io.footfall.serve;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.StreamTokens;
import io.footfall.engine.Correction;
import io.footfall.engine.Engine;
import io.footfall.engine.PinnedQuestion;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.JsonText;
import io.footfall.wire.QuestionJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pins, reads, lists and unpins questions, and opens their streams. */
final class Pinning {
    static final String NAME_RULE =
            "a name has 1 to 100 letters, digits, dots, dashes and underscores, and begins with a" + " letter or digit";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Engine engine;
    private final Broadcasts broadcasts;
    private final StreamTokens tokens;
    private final Clock clock;

    Pinning(Engine engine, Broadcasts broadcasts, StreamTokens tokens, Clock clock) {
        this.engine = engine;
        this.broadcasts = broadcasts;
        this.tokens = tokens;
        this.clock = clock;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** {@code GET /api/v1/questions}. */
    CompletionStage<Response> list(Request request) {
        return Answering.guarded(() -> {
            int limit = Paging.limit(request);
            String after = request.queryValue("after").orElse("");
            List<PinnedQuestion> later = engine.pinned().stream()
                    .filter(pinned -> pinned.pin().name().compareTo(after) > 0)
                    .sorted(Comparator.comparing(pinned -> pinned.pin().name()))
                    .toList();
            List<PinnedQuestion> page = Paging.first(later, limit);
            JsonText json = new JsonText().startObject().key("items").startArray();
            page.forEach(pinned -> write(pinned, json));
            json.endArray().key("next");
            json.text(page.size() < later.size() ? page.getLast().pin().name() : null);
            return done(Response.json(json.endObject().toBytes()));
        });
    }

    /** {@code GET /api/v1/questions/{name}}. */
    CompletionStage<Response> read(Request request) {
        return with(request, pinned -> {
            JsonText json = new JsonText();
            write(pinned, json);
            return done(Response.json(json.toBytes()));
        });
    }

    /** {@code PUT /api/v1/questions/{name}}. */
    CompletionStage<Response> pin(Request request) {
        return Answering.guarded(() -> {
            String name = request.parameter("name");
            if (!isName(name)) {
                throw new InvalidQuestionException("invalid_name", NAME_RULE);
            }
            Question question = QuestionJson.read(request.body(), engine.audiences());
            question.requirePinnable();
            boolean isNew = engine.pinned(name).isEmpty();
            if (isNew && engine.pinned().size() >= Catalog.PINS_MAX) {
                throw new InvalidQuestionException(
                        "too_many_pins",
                        Catalog.PINS_MAX + " questions are pinned, which is the limit; unpin one first");
            }
            return engine.pin(name, QuestionJson.write(question)).thenCompose(ignored -> read(request));
        });
    }

    /** {@code DELETE /api/v1/questions/{name}}. */
    CompletionStage<Response> unpin(Request request) {
        return with(
                request,
                pinned -> engine.unpin(pinned.pin().name())
                        .thenApply(ignored -> Response.json("{\"success\":true}".getBytes(StandardCharsets.UTF_8))));
    }

    /** {@code GET /api/v1/questions/{name}/answer}. */
    CompletionStage<Response> answer(Request request) {
        return with(
                request,
                pinned -> pinned.answerAfter(Answering.after(request).orElse(0))
                        .orTimeout(Answering.AFTER_SECONDS_MAX, TimeUnit.SECONDS)
                        .thenApply(Answering::written));
    }

    /** {@code GET /api/v1/questions/{name}/corrections}. */
    CompletionStage<Response> corrections(Request request) {
        return with(request, pinned -> {
            String items = pinned.corrections().stream().map(Pinning::written).collect(Collectors.joining(","));
            return done(Response.json(("{\"items\":[" + items + "],\"next\":null}").getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static String written(Correction correction) {
        return "{\"asOf\":" + text(AnswerJson.asOf(correction.asOf()))
                + ",\"row\":" + text(AnswerJson.rowKey(correction.to(), 0))
                + ",\"from\":" + text(AnswerJson.said(correction.from(), 0))
                + ",\"to\":" + text(AnswerJson.said(correction.to(), 0))
                + ",\"why\":{\"late\":" + correction.late() + ",\"joined\":" + correction.joined() + ",\"robots\":"
                + correction.robots() + ",\"lookups\":" + correction.lookups() + "}}";
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** {@code POST /api/v1/questions/{name}/token}. */
    CompletionStage<Response> token(Request request) {
        return with(request, pinned -> done(Response.json(token(pinned.pin().name()))));
    }

    /** {@code GET /api/v1/questions/{name}/stream}. */
    CompletionStage<Response> stream(Request request) {
        return with(request, pinned -> {
            String name = pinned.pin().name();
            Optional<String> token = request.queryValue("token");
            if (token.isPresent() && !tokens.open(name, token.get(), clock.instant())) {
                return done(Problems.tokenRefused());
            }
            boolean byToken = token.isPresent();
            return done(
                    new Response.Events(stream -> broadcasts.join(name, stream, byToken ? () -> token(name) : null)));
        });
    }

    private byte[] token(String name) {
        return token(tokens, name, clock);
    }

    /** A new token for the stream of a question, as JSON. */
    static byte[] token(StreamTokens tokens, String name, Clock clock) {
        return new JsonText()
                .startObject()
                .key("token")
                .text(tokens.issue(name, clock.instant()))
                .endObject()
                .toBytes();
    }

    private CompletionStage<Response> with(Request request, Use use) {
        String name = request.parameter("name");
        Optional<PinnedQuestion> pinned = engine.pinned(name);
        if (pinned.isEmpty()) {
            return done(Problems.notPinned(name));
        }
        return Answering.guarded(() -> use.use(pinned.get()));
    }

    private interface Use {
        CompletableFuture<Response> use(PinnedQuestion pinned);
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static void write(PinnedQuestion pinned, JsonText json) {
        Throwable refusal = pinned.refusal();
        json.startObject()
                .key("name")
                .text(pinned.pin().name())
                .key("question")
                .raw(pinned.pin().question())
                .key("definition")
                .text(pinned.question().definition())
                .key("pinnedAt")
                .text(pinned.pin().createdAt().toString())
                .key("kept")
                .text(pinned.whyAskedAgain()
                        .map(reason -> "asked again every few seconds: " + reason)
                        .orElse("event by event"))
                .key("error")
                .text(refusal == null ? null : refusal.getMessage())
                .endObject();
    }
}
