package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.engine.NumberedEvent;
import io.footfall.engine.NumberedItem;
import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.wire.JsonText;
import io.footfall.wire.RepairBody;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Shows the newest events, and the newest items that were set aside. */
final class Newest {
    private final Engine engine;

    Newest(Engine engine) {
        this.engine = engine;
    }

    /** {@code GET /api/v1/events}. */
    CompletionStage<Response> events(Request request) {
        return Answering.guarded(() -> {
            int limit = Paging.limit(request);
            OptionalLong after = Paging.after(request);
            List<NumberedEvent> earlier = engine.newestEvents(Paging.LIMIT_MAX).stream()
                    .filter(numbered -> numbered.sequence() < after.orElse(Long.MAX_VALUE))
                    .toList();
            List<NumberedEvent> page = Paging.first(earlier, limit);
            boolean hasMore = page.size() < earlier.size();
            return CompletableFuture.completedFuture(
                    Response.json(items(page, hasMore ? page.getLast().sequence() : null)));
        });
    }

    /** {@code GET /api/v1/quarantine}. */
    CompletionStage<Response> quarantine(Request request) {
        return Answering.guarded(() -> {
            int limit = Paging.limit(request);
            OptionalLong after = Paging.after(request);
            List<NumberedItem> earlier = engine.newestQuarantined(Paging.LIMIT_MAX).stream()
                    .filter(numbered -> numbered.number() < after.orElse(Long.MAX_VALUE))
                    .toList();
            List<NumberedItem> page = Paging.first(earlier, limit);
            JsonText json = new JsonText().startObject().key("items").startArray();
            for (NumberedItem numbered : page) {
                QuarantinedItem item = numbered.item();
                json.startObject()
                        .key("id")
                        .text(RepairBody.written(item.id()))
                        .key("repaired")
                        .bool(engine.repairs().has(item.id()))
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
            boolean hasMore = page.size() < earlier.size();
            return CompletableFuture.completedFuture(
                    Response.json(end(json, hasMore ? page.getLast().number() : null)));
        });
    }

    static byte[] items(List<NumberedEvent> events, @Nullable Long next) {
        JsonText json = new JsonText().startObject().key("items").startArray();
        for (NumberedEvent numbered : events) {
            write(numbered, json);
        }
        return end(json, next);
    }

    private static byte[] end(JsonText json, @Nullable Long next) {
        return json.endArray()
                .key("next")
                .text(next == null ? null : next.toString())
                .endObject()
                .toBytes();
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
