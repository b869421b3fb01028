package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.engine.NumberedEvent;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.http.EventStream;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.question.InvalidQuestionException;
import io.footfall.wire.JsonText;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shows the newest events, as a list and as a stream, and the newest items that were set aside. */
final class Newest {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;
    /** More than a person can read; what comes beyond it in one second is left out of the stream. */
    private static final int STREAMED_A_SECOND_MAX = 50;

    private final Engine engine;
    private final Clock clock;

    Newest(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** {@code GET /api/v1/events}. */
    CompletionStage<Response> events(Request request) {
        return Answering.guarded(
                () -> CompletableFuture.completedFuture(Response.json(items(engine.newestEvents(limit(request))))));
    }

    /** {@code GET /api/v1/events/stream}. */
    CompletionStage<Response> stream(Request request) {
        return CompletableFuture.completedFuture(new Response.Events(this::follow));
    }

    /** {@code GET /api/v1/quarantine}. */
    CompletionStage<Response> quarantine(Request request) {
        return Answering.guarded(() -> {
            JsonText json = new JsonText().startObject().key("items").startArray();
            for (QuarantinedItem item : engine.newestQuarantined(limit(request))) {
                json.startObject()
                        .key("reason")
                        .text(item.reason())
                        .key("receivedAt")
                        .text(written(item.receivedAt()))
                        .key("source")
                        .text(item.source())
                        .key("bytes")
                        .text(Base64.getEncoder().encodeToString(item.bytes()))
                        .endObject();
            }
            byte[] body = json.endArray().key("next").nothing().endObject().toBytes();
            return CompletableFuture.completedFuture(Response.json(body));
        });
    }

    private void follow(EventStream stream) {
        AtomicLong second = new AtomicLong();
        AtomicInteger sent = new AtomicInteger();
        Runnable stop = engine.listenToEvents(events -> {
            long now = clock.millis() / 1000;
            if (second.getAndSet(now) != now) {
                sent.set(0);
            }
            int room = STREAMED_A_SECOND_MAX - sent.get();
            if (room > 0) {
                List<NumberedEvent> some = events.subList(Math.max(0, events.size() - room), events.size());
                sent.addAndGet(some.size());
                stream.send("events", items(some));
            }
        });
        stream.onClose(stop);
        stream.send("events", items(List.of()));
    }

    private static int limit(Request request) {
        Optional<String> limit = request.queryValue("limit");
        if (limit.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        try {
            int wanted = Integer.parseInt(limit.get());
            if (wanted >= 1 && wanted <= LIMIT_MAX) {
                return wanted;
            }
        } catch (NumberFormatException ignored) {
            // Said below, as for a number out of range.
        }
        throw new InvalidQuestionException(
                "invalid_request", "limit is \"" + limit.get() + "\"; it must be 1 to " + LIMIT_MAX);
    }

    private static byte[] items(List<NumberedEvent> events) {
        JsonText json = new JsonText().startObject().key("items").startArray();
        for (NumberedEvent numbered : events) {
            write(numbered, json);
        }
        return json.endArray().key("next").nothing().endObject().toBytes();
    }

    private static void write(NumberedEvent numbered, JsonText json) {
        Event event = numbered.event();
        json.startObject()
                .key("event")
                .text(event.name())
                .key("type")
                .text(event.type().word())
                .key("timestamp")
                .text(written(event.timestamp()))
                .key("receivedAt")
                .text(written(event.receivedAt()))
                .key("customer")
                .text(event.identity().id())
                .key("userId")
                .text(event.userId())
                .key("anonymousId")
                .text(event.anonymousId())
                .key("messageId")
                .text(event.messageId())
                .key("source")
                .text(event.source())
                .key("sequence")
                .number(numbered.sequence())
                .fieldsOf(event.document())
                .endObject();
    }

    private static String written(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
