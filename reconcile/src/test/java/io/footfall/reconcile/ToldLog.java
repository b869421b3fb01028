package io.footfall.reconcile;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.LookupColumn;
import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupText;
import io.footfall.catalog.LookupVersion;
import io.footfall.engine.LookupFolder;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Committed;
import io.footfall.testkit.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log, told in few words: what was received, when, of whom. Instants are of March 2026 UTC, such as {@code 02T03:00}. */
final class ToldLog implements Received {
    private final List<Committed> log = new ArrayList<>();
    private long next = 1;
    private int ids;
    private LookupFolder folder = LookupFolder.NONE;

    /** An order of a known customer, received at once. */
    ToldLog order(String user, String at) {
        return order(user, at, at);
    }

    /** An order of a known customer, received later. */
    ToldLog order(String user, String at, String receivedAt) {
        return event("Order", user, null, at, receivedAt);
    }

    /** What somebody did, received some time. */
    ToldLog event(String name, @Nullable String user, @Nullable String anonymous, String at, String receivedAt) {
        return add(EventType.TRACK, name, "m" + ids++, user, anonymous, at, receivedAt, Map.of());
    }

    /** That a browser is a customer's. */
    ToldLog signIn(String user, String anonymous, String at) {
        return add(EventType.IDENTIFY, "Identify", "m" + ids++, user, anonymous, at, at, Map.of());
    }

    /** A page seen by a crawler. */
    ToldLog crawled(String anonymous, String at, String receivedAt) {
        return add(
                EventType.PAGE,
                "Page Viewed",
                "m" + ids++,
                null,
                anonymous,
                at,
                receivedAt,
                Map.of("context", Map.of("userAgent", "Mozilla/5.0 (compatible; Googlebot/2.1)")));
    }

    /** The event before, delivered once more. */
    ToldLog again() {
        Event event = log.getLast().events().getFirst();
        return add(new Committed(next, List.of(event), List.of(), List.of()));
    }

    /** An item that was set aside. */
    ToldLog aside(String json, String receivedAt) {
        QuarantinedItem item = new QuarantinedItem(
                "missing_id", "web", millis(receivedAt), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return add(new Committed(next, List.of(), List.of(item), List.of()));
    }

    /** An order of a product. */
    ToldLog sold(String product, String at, String receivedAt) {
        return add(
                EventType.TRACK,
                "Order",
                "m" + ids++,
                "ann",
                null,
                at,
                receivedAt,
                Map.of("properties", Map.of("product", product)));
    }

    /** The margin of the product {@code pot} is another one. */
    ToldLog margin(Path data, long version, String margin, String at) throws IOException {
        LookupColumn id = new LookupColumn("id", LookupColumn.Type.TEXT);
        LookupShape shape = new LookupShape(
                "products", "properties.product", id, List.of(new LookupColumn("margin", LookupColumn.Type.NUMBER)));
        byte[] text = (LookupText.header(shape) + LookupText.line(shape, List.of("pot", margin)))
                .getBytes(StandardCharsets.UTF_8);
        LookupVersion made = LookupVersion.of(shape, version, Instant.ofEpochMilli(millis(at)), 1, text);
        folder = LookupFolder.of(data);
        Path file = Files.createDirectories(data.resolve(LookupFolder.FOLDER))
                .resolve("products." + version + "." + HexFormat.of().toHexDigits(made.checksum()) + ".csv");
        Files.write(file, text);
        return add(new Committed(next, List.of(), List.of(), List.of(new ControlRecord.LookedUp(made).toBytes())));
    }

    private ToldLog add(
            EventType type,
            String name,
            String id,
            @Nullable String user,
            @Nullable String anonymous,
            String at,
            String receivedAt,
            Map<String, ?> document) {
        Event event = new Event(
                type, name, "web", id, user, anonymous, null, millis(at), millis(receivedAt), Document.of(document));
        return add(new Committed(next, List.of(event), List.of(), List.of()));
    }

    private ToldLog add(Committed committed) {
        log.add(committed);
        next = committed.lastSequence() + 1;
        return this;
    }

    static long millis(String at) {
        return Instant.parse("2026-03-" + at + ":00Z").toEpochMilli();
    }

    @Override
    public LookupFolder lookups() {
        return folder;
    }

    @Override
    public void read(Consumer<Iterator<Committed>> reader) {
        reader.accept(List.copyOf(log).iterator());
    }
}
