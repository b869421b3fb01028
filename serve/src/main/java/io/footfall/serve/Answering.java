package io.footfall.serve;

import io.footfall.engine.BusyException;
import io.footfall.engine.Engine;
import io.footfall.engine.EngineFailedException;
import io.footfall.engine.PinFailedException;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.wire.AnswerJson;
import io.footfall.wire.QuestionJson;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers questions that are asked once. */
final class Answering {
    /** How long {@code ?after=} waits. */
    static final long AFTER_SECONDS_MAX = 5;

    private final Engine engine;

    Answering(Engine engine) {
        this.engine = engine;
    }

    /** {@code POST /api/v1/answer}. */
    CompletionStage<Response> answer(Request request) {
        return guarded(() -> {
            QuestionJson.Asked asked = QuestionJson.readAsked(request.body(), engine.audiences());
            OptionalLong after = after(request);
            CompletableFuture<Void> reached = after.isPresent()
                    ? engine.after(after.getAsLong()).orTimeout(AFTER_SECONDS_MAX, TimeUnit.SECONDS)
                    : CompletableFuture.completedFuture(null);
            return reached.thenCompose(ignored -> engine.ask(asked.question(), asked.asOfSecond()))
                    .thenApply(Answering::written);
        });
    }

    static Response written(Answer answer) {
        return Response.json(AnswerJson.write(answer));
    }

    /** The sequence that an answer is to have taken in, if the request names one. */
    static OptionalLong after(Request request) {
        Optional<String> after = request.queryValue("after");
        if (after.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(after.get()));
        } catch (NumberFormatException notWhole) {
            throw new InvalidQuestionException(
                    "invalid_request", "after is \"" + after.get() + "\"; it must be the whole number of a sequence");
        }
    }

    /** Runs something, and turns what is expected to go wrong into refusals. */
    static CompletionStage<Response> guarded(Work work) {
        CompletableFuture<Response> answered;
        try {
            answered = work.run();
        } catch (InvalidQuestionException e) {
            return CompletableFuture.completedFuture(Problems.refuse(400, e.code(), String.valueOf(e.getMessage())));
        }
        return answered.exceptionallyCompose(Answering::refused);
    }

    /** Something that may be refused. */
    @FunctionalInterface
    interface Work {
        CompletableFuture<Response> run();
    }

    private static CompletableFuture<Response> refused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return switch (cause) {
            case InvalidQuestionException e ->
                CompletableFuture.completedFuture(Problems.refuse(400, e.code(), String.valueOf(e.getMessage())));
            case BusyException e ->
                CompletableFuture.completedFuture(Problems.refuse(429, "busy", String.valueOf(e.getMessage()))
                        .with("Retry-After", "1"));
            case PinFailedException e ->
                CompletableFuture.completedFuture(Problems.refuse(503, "pin_failed", String.valueOf(e.getMessage())));
            case EngineFailedException e ->
                CompletableFuture.completedFuture(
                        Problems.refuse(503, "engine_failed", String.valueOf(e.getMessage())));
            case TimeoutException ignored ->
                CompletableFuture.completedFuture(Problems.refuse(
                        504,
                        "after_timeout",
                        "the sequence was not analysed within " + AFTER_SECONDS_MAX + " s; is it one of this engine?"));
            default -> CompletableFuture.failedFuture(cause);
        };
    }
}
