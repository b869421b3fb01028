package io.footfall.connect.kafka;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition of a topic.
 *
 * @param number counted from 0
 */
public record Partition(String topic, int number) implements Comparable<Partition> {
    private static final Pattern TEXT = Pattern.compile("([^/]+)/(\\d{1,9})");

    /** The topic and the number, as they are shown and kept; no topic has a slash in its name. */
    public String text() {
        return topic + "/" + number;
    }

    /** Reads what {@link #text} wrote; empty if it is something else. */
    public static Optional<Partition> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Partition(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Partition other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic == 0 ? Integer.compare(number, other.number) : byTopic;
    }
}
