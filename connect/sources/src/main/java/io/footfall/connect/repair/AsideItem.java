package io.footfall.connect.repair;

import io.footfall.connect.kafka.RecordPlace;
import io.footfall.event.QuarantinedItem;
import io.footfall.wire.FlatObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that was set aside: an item, or a row that no item could be made of.
 *
 * @param id what it is known by
 * @param reason why
 * @param source where it came from
 * @param place where it stood there, such as {@code orders.csv:7}; empty if that is not known
 * @param receivedAt when it came, in milliseconds since 1970 UTC
 * @param isRow whether it is a row
 * @param bytes what it is; a row of a file stands below the row that names its columns
 */
public record AsideItem(
        long id, String reason, String source, String place, long receivedAt, boolean isRow, byte[] bytes) {
    private static final String ROW = "row:";
    private static final Set<String> OF_IMPORT = Set.of("type", "file", "line", "row");

    /** What a quarantined item is. An import into a running engine sends bad rows as items, which are seen through. */
    public static AsideItem of(QuarantinedItem item) {
        int end = item.source().indexOf(' ');
        String source = end < 0 ? item.source() : item.source().substring(0, end);
        String place = end < 0 ? "" : item.source().substring(end + 1);
        if (item.reason().equals("unknown_type")) {
            Optional<Map<String, String>> sent = FlatObject.read(item.bytes(), OF_IMPORT);
            String type = sent.map(fields -> fields.get("type")).orElse("");
            if (type.startsWith(ROW) && sent.isPresent() && sent.get().keySet().containsAll(OF_IMPORT)) {
                return new AsideItem(
                        item.id(),
                        type,
                        source,
                        sent.get().get("file") + ":" + sent.get().get("line"),
                        item.receivedAt(),
                        true,
                        String.valueOf(sent.get().get("row")).getBytes(StandardCharsets.UTF_8));
            }
        }
        boolean isRow = item.reason().startsWith(ROW);
        return new AsideItem(item.id(), item.reason(), source, place, item.receivedAt(), isRow, item.bytes());
    }

    /** The id of the event that a record of Kafka would make by a mapping; empty if it is none, or was an item already. */
    Optional<String> recordId() {
        return isRow ? RecordPlace.of(place).map(RecordPlace::messageId) : Optional.empty();
    }

    /** The file of a row, whose place ends with its line. */
    String file() {
        int line = place.lastIndexOf(':');
        return line < 0 ? place : place.substring(0, line);
    }
}
