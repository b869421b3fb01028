package io.footfall.eventlog;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import io.footfall.event.QuarantinedItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Appends to write, and a way to compare what was read. */
final class Samples {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    /** Small files and short waits. */
    static final EventLogConfig SMALL = new EventLogConfig(
            4_000,
            1 << 30,
            1_000,
            1 << 20,
            1 << 16,
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofSeconds(20));

    private Samples() {}

    static Event event(String messageId) {
        return event(messageId, "a short text");
    }

    static Event event(String messageId, String text) {
        PackedDocument document = new DocumentWriter(64)
                .startObject()
                .key("properties")
                .startObject()
                .key("text")
                .text(text)
                .endObject()
                .endObject()
                .toDocument();
        return new Event(
                EventType.TRACK,
                "Product Viewed",
                "shop",
                messageId,
                "ann",
                null,
                null,
                1_772_359_200_000L,
                1_772_359_200_500L,
                document);
    }

    /** One event. */
    static Append one(String messageId) {
        return Append.ofEvents(List.of(event(messageId)));
    }

    /** Some events, quarantined items and controls of many sizes, few of them larger than a block. */
    static Append random(RandomGenerator random, int number) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(300);
            events.add(event(number + "-" + i, "x".repeat(length)));
        }
        List<QuarantinedItem> quarantined = random.nextInt(4) == 0
                ? List.of(new QuarantinedItem("bad_json", "shop", 1_772_359_200_500L, bytes(random)))
                : List.of();
        List<byte[]> controls = random.nextInt(4) == 0 ? List.of(bytes(random)) : List.of();
        return new Append(events, quarantined, controls);
    }

    /** A text that is equal for appends of equal content and place. */
    static String text(Committed committed) {
        return committed.firstSequence() + " " + committed.events()
                + committed.quarantined().stream()
                        .map(item -> item.reason() + item.source() + item.receivedAt() + Arrays.toString(item.bytes()))
                        .toList()
                + committed.controls().stream().map(Arrays::toString).toList();
    }

    static List<String> texts(List<Committed> all) {
        return all.stream().map(Samples::text).toList();
    }

    private static byte[] bytes(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }
}
