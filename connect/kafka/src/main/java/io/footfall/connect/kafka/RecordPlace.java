package io.footfall.connect.kafka;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands: no other record ever stands there, so it is also an id.
 *
 * @param topicId the id of the topic, which one of the same name that was made again does not have
 * @param epoch the epoch of the leader that wrote it
 */
public record RecordPlace(Partition partition, long offset, String topicId, int epoch) {
    private static final Pattern TEXT = Pattern.compile("([^/ ]+/\\d{1,9})/(\\d{1,18}) #([^/ ]+)/(-?\\d{1,9})");

    /** Where a record of a topic stands. */
    public static RecordPlace of(Message message, String topicId) {
        return new RecordPlace(message.partition(), message.offset(), topicId, message.epoch());
    }

    /** What it is called, such as {@code web/3/1207}. */
    public String text() {
        return partition.text() + "/" + offset;
    }

    /** The same with all that makes it one of its own, such as {@code web/3/1207 #6lD8Xz2fQ5ePbWnKyQn1wA/4}. */
    public String textWithId() {
        return text() + " #" + topicId + "/" + epoch;
    }

    /** Reads what {@link #textWithId} wrote; empty if it is something else, as every file with its line is. */
    public static Optional<RecordPlace> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Partition.of(parts.group(1))
                        .map(partition -> new RecordPlace(
                                partition,
                                Long.parseLong(parts.group(2)),
                                parts.group(3),
                                Integer.parseInt(parts.group(4))))
                : Optional.empty();
    }

    /** The id of its event, where it has none of its own. */
    public String messageId() {
        return topicId + "/" + partition.number() + "/" + epoch + "/" + offset;
    }
}
