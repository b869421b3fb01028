package io.footfall.collect;

import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.wire.SentBody;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The steps of every collecting request, whatever its dialect: is there room, its header's key, its body, the body's key,
 * judgement, the log, the answer.
 */
final class Intake {
    private final Collector collector;
    private final KeyCheck keys;
    private final Clock clock;
    private final CollectConfig config;

    Intake(Collector collector, KeyCheck keys, Clock clock, CollectConfig config) {
        this.collector = collector;
        this.keys = keys;
        this.clock = clock;
        this.config = config;
    }

    /**
     * A body that was read.
     *
     * @param isAlone whether it is one event, so that one past its limit refuses it as a whole
     * @param isHistory whether it tells of the past, so that no clock is corrected
     */
    record Read(SentBody body, boolean isAlone, boolean isHistory) {}

    /** Reads a request's body; only called when there is room and the header's key is good. */
    @FunctionalInterface
    interface Reading {
        Read read(Collector collector);
    }

    /** Takes a request, and answers by {@code taken} when all of it is safe. */
    CompletionStage<Response> take(
            Request request, Reading reading, Function<Collected.Taken, CompletionStage<Response>> taken) {
        if (collector.isBehind()) {
            return behind();
        }
        Optional<String> inHeader = KeyCheck.inHeader(request.credentials());
        if (inHeader.isPresent() && keys.judge(inHeader.get()) instanceof KeyCheck.Decision.Refused refused) {
            return now(refuse(refused));
        }
        Read read = reading.read(collector);
        return switch (read.body()) {
            case SentBody.Refused(String message) ->
                collector
                        .refused(Collected.Refusal.INVALID, message)
                        .thenCompose(collected -> answer(collected, taken));
            case SentBody.Items items ->
                switch (keys.judge(inHeader, items.writeKey(), request.queryValue("writeKey"))) {
                    case KeyCheck.Decision.Refused refused -> now(refuse(refused));
                    case KeyCheck.Decision.Collects(String source) ->
                        collect(items, source, read, Sender.of(request, config.internal()))
                                .thenCompose(collected -> answer(collected, taken));
                };
        };
    }

    /** Asks to come again, since too much waits already. */
    CompletionStage<Response> behind() {
        return collector
                .refused(Collected.Refusal.OVERLOADED, "too much waits to be answered; try again in a while")
                .thenCompose(collected -> answer(collected, taken -> now(CollectAnswers.success())));
    }

    /** Judges a key that a path names. */
    KeyCheck.Decision judge(String secret) {
        return keys.judge(secret);
    }

    Response.Whole refuse(KeyCheck.Decision.Refused refused) {
        collector.counters().countRefusedKey();
        return CollectAnswers.refuse(refused.status(), refused.code(), refused.message());
    }

    static CompletionStage<Response> now(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private CompletableFuture<Collected> collect(SentBody.Items items, String source, Read read, Sender sender) {
        boolean isTooLarge = read.isAlone() && items.items().getFirst().size() > config.itemBytesMax();
        return isTooLarge
                ? collector.refused(
                        Collected.Refusal.INVALID, "the event is larger than " + config.itemBytesMax() + " bytes")
                : collector.collect(items, source, clock.millis(), read.isHistory(), sender);
    }

    /** Answers by {@code taken}, or says no. */
    CompletionStage<Response> answer(Collected collected, Function<Collected.Taken, CompletionStage<Response>> taken) {
        return switch (collected) {
            case Collected.Taken safe -> taken.apply(safe);
            case Collected.Refused(Collected.Refusal refusal, String message) ->
                now(
                        switch (refusal) {
                            case INVALID -> CollectAnswers.refuse(400, CollectAnswers.INVALID_REQUEST, message);
                            case OVERLOADED -> later(CollectAnswers.refuse(429, "overloaded", message));
                            case UNAVAILABLE -> later(CollectAnswers.refuse(503, "unavailable", message));
                        });
        };
    }

    /** Asks the client to come again. {@code X-RateLimit-Reset} is an instant, in milliseconds as Node's library reads it. */
    private Response.Whole later(Response.Whole refusal) {
        Instant again = clock.instant().plus(config.retryAfter());
        return refusal.with("Retry-After", Long.toString(config.retryAfter().toSeconds()))
                .with("X-RateLimit-Reset", Long.toString(again.toEpochMilli()));
    }
}
