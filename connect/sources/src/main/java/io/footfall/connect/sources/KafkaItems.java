package io.footfall.connect.sources;

import io.footfall.connect.files.Mapping;
import io.footfall.connect.files.ObjectItems;
import io.footfall.connect.files.Outcome;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.connect.files.Outcome.Item;
import io.footfall.connect.kafka.Message;
import io.footfall.connect.kafka.RecordPlace;
import io.footfall.wire.StampedItem;
import io.footfall.wire.dialect.EventList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the records of topics. One without an id of its own gets one of its topic, partition, epoch and offset,
 * which no other record has, so reading it again adds nothing.
 */
final class KafkaItems {
    private static final int BYTES_MAX = 32_768;

    private final @Nullable ObjectItems mapped;

    /** Of records that are objects with a mapping, or items without one. */
    KafkaItems(Optional<Mapping.OfRows> mapping) {
        this.mapped = mapping.map(ObjectItems::new).orElse(null);
    }

    /** What becomes of a record; empty if it says nothing, or the mapping leaves it out. */
    Optional<Outcome> of(Message message, String topicId) {
        byte[] sent = message.value();
        if (sent == null) {
            return Optional.empty();
        }
        if (sent.length > BYTES_MAX) {
            String detail = "the record has " + sent.length + " bytes, the limit is " + BYTES_MAX;
            return Optional.of(new Bad(1, BadReason.TOO_LARGE, detail, sent));
        }
        byte[] value = withoutMark(sent);
        String id = RecordPlace.of(message, topicId).messageId();
        if (mapped != null) {
            return mapped.of(value, besides(message), id);
        }
        if (!EventList.isObject(value)) {
            return Optional.of(new Bad(1, BadReason.BAD_JSON, "the record is no JSON object", sent));
        }
        Optional<Instant> time =
                message.timestamp() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(message.timestamp()));
        return Optional.of(new Item(1, StampedItem.of(value, id, time)));
    }

    /** A byte order mark may stand before a document, but not in one. */
    private static byte[] withoutMark(byte[] value) {
        boolean hasMark =
                value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF;
        return hasMark ? Arrays.copyOfRange(value, 3, value.length) : value;
    }

    private static Map<String, String> besides(Message message) {
        byte[] key = message.key();
        Map<String, String> besides = new HashMap<>();
        besides.put("$key", key == null ? "" : new String(key, StandardCharsets.UTF_8));
        besides.put("$timestamp", message.timestamp() < 0 ? "" : Long.toString(message.timestamp()));
        besides.put("$topic", message.partition().topic());
        return besides;
    }
}
