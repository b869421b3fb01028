package io.footfall.connect.sources;

import io.footfall.connect.kafka.Place;
import java.util.Optional;

/**
 * How far a partition was read.
 *
 * @param topicId the topic it is of: another one of that name has another id
 * @param place what comes next
 */
record KafkaPosition(String topicId, Place place) {

    /** The position as it is kept. */
    String text() {
        return "1 " + topicId + " " + place.offset() + " " + place.epoch();
    }

    /** Reads what is kept; empty if only another program understands it. */
    static Optional<KafkaPosition> of(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4 || !parts[0].equals("1")) {
            return Optional.empty();
        }
        Place place = new Place(Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
        return Optional.of(new KafkaPosition(parts[1], place));
    }
}
