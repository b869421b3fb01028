package io.footfall.catalog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One change of the control state, as it travels through the log.
 *
 * <pre>
 *   byte version (1)
 *   byte kind: 1 pinned, 2 unpinned, 3 moved, 4 looked up, 5 lookup dropped, 6 repaired, 7 kept from
 *   pinned:    text name, text question, signed createdAt in milliseconds since 1970 UTC
 *   unpinned:  text name
 *   moved:     text source, text unit, text position
 *   looked up: text name, text on, the key, varint number of columns, and these; signed number, signed since in
 *              milliseconds since 1970 UTC, signed rows, signed bytes, 4 bytes CRC32C
 *              a column: text name, byte type (0 text, 1 number, 2 boolean)
 *   dropped:   text name
 *   repaired:  varint before, varint number of ids, 8 bytes each
 *   kept from: signed instant in milliseconds since 1970 UTC
 * </pre>
 */
public sealed interface ControlRecord {

    /** A question was pinned, or an existing pin got another question. */
    record Pinned(Pin pin) implements ControlRecord {}

    /** A pin was taken away. */
    record Unpinned(String name) implements ControlRecord {}

    /** A source was read further; it stands in one append with what was read. */
    record Moved(SourcePosition position) implements ControlRecord {}

    /** A lookup table has another version. */
    record LookedUp(LookupVersion version) implements ControlRecord {}

    /** A lookup table was taken away. */
    record LookupDropped(String name) implements ControlRecord {}

    /**
     * Quarantined items were repaired; it stands in one append with the events that came of them.
     *
     * @param before how many were repaired before whose ids are forgotten
     * @param ids what they are {@linkplain io.footfall.event.QuarantinedItem#id known by}, in the order they were repaired
     */
    record Repaired(long before, List<Long> ids) implements ControlRecord {
        /** Copies the list. */
        public Repaired {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Events that happened before an instant are not kept: from here on they are as if they had never come. Of several records the
     * latest instant counts.
     */
    record KeptFrom(long millis) implements ControlRecord {}

    /** The stored form. */
    default byte[] toBytes() {
        ByteSink sink = new ByteSink(256);
        sink.put(ControlRecordForm.VERSION);
        switch (this) {
            case Pinned(Pin pin) -> {
                sink.put(ControlRecordForm.PINNED);
                sink.putText(pin.name());
                sink.putText(pin.question());
                sink.putSigned(pin.createdAt().toEpochMilli());
            }
            case Unpinned(String name) -> {
                sink.put(ControlRecordForm.UNPINNED);
                sink.putText(name);
            }
            case Moved(SourcePosition position) -> {
                sink.put(ControlRecordForm.MOVED);
                sink.putText(position.source());
                sink.putText(position.unit());
                sink.putText(position.at());
            }
            case LookedUp(LookupVersion version) -> {
                sink.put(ControlRecordForm.LOOKED_UP);
                ControlRecordForm.put(version, sink);
            }
            case KeptFrom(long millis) -> {
                sink.put(ControlRecordForm.KEPT_FROM);
                sink.putSigned(millis);
            }
            case LookupDropped(String name) -> {
                sink.put(ControlRecordForm.LOOKUP_DROPPED);
                sink.putText(name);
            }
            case Repaired(long before, List<Long> ids) -> {
                sink.put(ControlRecordForm.REPAIRED);
                sink.putVarint(before);
                sink.putVarint(ids.size());
                ids.forEach(sink::putLong);
            }
        }
        return sink.toBytes();
    }

    /**
     * The records that still say something: of those of one name or one unit of a source the newest, in the place of the first since it was taken away; of
     * versions of a lookup table {@linkplain LookupVersions#EARLIER_KEPT the few} before it too; of those of repairs, and of what is kept, one that says all of it. What only a newer program knows stays where it is.
     */
    static List<byte[]> compacted(List<byte[]> records) {
        Map<Object, byte[]> kept = new LinkedHashMap<>();
        Repairs repairs = new Repairs();
        long keptFrom = 0;
        for (byte[] bytes : records) {
            Optional<ControlRecord> known = read(bytes);
            if (known.isEmpty()) {
                kept.put(bytes, bytes);
                continue;
            }
            switch (known.get()) {
                case Pinned(Pin pin) -> kept.put(pin.name(), bytes);
                case Unpinned(String name) -> kept.remove(name);
                case Moved moved ->
                    kept.put(
                            new SourcePosition(
                                    moved.position().source(), moved.position().unit(), ""),
                            bytes);
                case LookedUp(LookupVersion version) -> {
                    kept.put(version, bytes);
                    List<Object> ofTable = kept.keySet().stream()
                            .filter(key -> isVersionOf(key, version.name()))
                            .toList();
                    if (ofTable.size() > 1 + LookupVersions.EARLIER_KEPT) {
                        kept.remove(ofTable.getFirst());
                    }
                }
                case LookupDropped(String name) -> kept.keySet().removeIf(key -> isVersionOf(key, name));
                case Repaired repaired -> {
                    repairs.add(repaired);
                    kept.put(Repairs.class, bytes);
                }
                case KeptFrom(long millis) -> keptFrom = Math.max(keptFrom, millis);
            }
        }
        kept.computeIfPresent(
                Repairs.class, (ignored, newest) -> repairs.record().toBytes());
        List<byte[]> compacted = new ArrayList<>(kept.values());
        if (keptFrom > 0) {
            compacted.add(new KeptFrom(keptFrom).toBytes());
        }
        return List.copyOf(compacted);
    }

    private static boolean isVersionOf(Object key, String table) {
        return key instanceof LookupVersion version && version.name().equals(table);
    }

    /**
     * Reads the stored form; empty if it is of a kind that only a newer program knows.
     *
     * @throws CorruptBytesException if the bytes are no control record
     */
    static Optional<ControlRecord> read(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        if (source.get() != ControlRecordForm.VERSION) {
            return Optional.empty();
        }
        return switch (source.get()) {
            case ControlRecordForm.PINNED ->
                Optional.of(new Pinned(
                        new Pin(source.getText(), source.getText(), Instant.ofEpochMilli(source.getSigned()))));
            case ControlRecordForm.UNPINNED -> Optional.of(new Unpinned(source.getText()));
            case ControlRecordForm.MOVED ->
                Optional.of(new Moved(new SourcePosition(source.getText(), source.getText(), source.getText())));
            case ControlRecordForm.LOOKED_UP -> Optional.of(new LookedUp(ControlRecordForm.version(source)));
            case ControlRecordForm.LOOKUP_DROPPED -> Optional.of(new LookupDropped(source.getText()));
            case ControlRecordForm.REPAIRED -> Optional.of(ControlRecordForm.repaired(source));
            case ControlRecordForm.KEPT_FROM -> Optional.of(new KeptFrom(source.getSigned()));
            default -> Optional.empty();
        };
    }
}
