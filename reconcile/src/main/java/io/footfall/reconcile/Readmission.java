package io.footfall.reconcile;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.wire.ClientTime;
import io.footfall.wire.EventParser;
import io.footfall.wire.SentBody;
import io.footfall.wire.SentItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads items that were set aside as a batch over raw rows reads them: whatever id they carry is a customer, all that carry none are one,
 * a time that is none is that of their arrival. What cannot be read at all stays aside. Not thread-safe.
 */
final class Readmission {
    private static final String NOBODY = "(none)";
    private static final Map<String, EventType> TYPES =
            Stream.of(EventType.values()).collect(Collectors.toMap(EventType::word, type -> type));

    private final EventParser parser = new EventParser(1);
    private long count;

    /** The event that an item would be; empty if it cannot be read, or names none. */
    Optional<Event> of(QuarantinedItem item) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(item.bytes().length + 16);
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(item.bytes());
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return parser.parseBatch(body.toByteArray()) instanceof SentBody.Items items
                        && items.items().size() == 1
                        && items.items().getFirst() instanceof SentItem.Readable readable
                ? of(readable, item)
                : Optional.empty();
    }

    private Optional<Event> of(SentItem.Readable item, QuarantinedItem aside) {
        EventType type = item.type() == null ? EventType.TRACK : TYPES.getOrDefault(item.type(), EventType.TRACK);
        String name = name(type, item);
        if (name == null) {
            return Optional.empty();
        }
        boolean isNobody = item.userId() == null && item.anonymousId() == null;
        boolean isTimeKnown = ClientTime.isKnown(item.time()) && item.time() >= 0;
        return Optional.of(new Event(
                type,
                name,
                aside.source(),
                "quarantined#" + count++,
                item.userId(),
                item.userId() != null ? null : isNobody ? NOBODY : item.anonymousId(),
                null,
                isTimeKnown ? item.time() : aside.receivedAt(),
                aside.receivedAt(),
                item.document()));
    }

    private static @Nullable String name(EventType type, SentItem.Readable item) {
        return switch (type) {
            case TRACK -> item.event();
            case PAGE -> "Page Viewed";
            case SCREEN -> "Screen Viewed";
            case IDENTIFY -> "Identify";
            case GROUP -> "Group";
            case ALIAS -> "Alias";
        };
    }
}
