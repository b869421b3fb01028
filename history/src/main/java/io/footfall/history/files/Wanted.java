package io.footfall.history.files;

import io.footfall.timeline.Timelines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of sealed events is read beside what every event has: to read less takes less time.
 *
 * @param paths the paths under which it is read
 * @param names the names of events of which {@code properties} and message ids are; of every name if empty
 * @param messageIds whether the message ids of all events are, whatever the paths
 */
public record Wanted(List<String> paths, Optional<Set<String>> names, boolean messageIds) {
    private static final String NOTHING = "null::varchar";
    private static final String MESSAGE_ID = "message_id";
    private static final String PROPERTIES = "properties";
    private static final String CONTEXT = "context";
    private static final String TRAITS = "traits";
    private static final Set<String> PARTS = Set.of(PROPERTIES, CONTEXT, TRAITS, "lookup", "session", "timestamp");
    private static final Set<String> COLUMNS =
            Set.of("event", "type", "source", Timelines.MESSAGE_ID, "userId", "anonymousId", "timestamp", "receivedAt");

    /** Copies the collections. */
    public Wanted {
        paths = List.copyOf(paths);
        names = names.map(Set::copyOf);
    }

    /** The column of message ids, as it is selected. */
    String messageId() {
        return messageIds ? MESSAGE_ID : paths.contains(Timelines.MESSAGE_ID) ? ofNames(MESSAGE_ID) : NOTHING;
    }

    /** The columns of parts of documents, as they are selected. */
    String columns() {
        return (isIn(PROPERTIES) ? ofNames(PROPERTIES) : NOTHING)
                + ", "
                + (isIn(CONTEXT) ? CONTEXT : NOTHING)
                + ", "
                + (isIn(TRAITS) ? TRAITS : NOTHING)
                + ", "
                + (isInRest() ? "rest" : NOTHING);
    }

    private boolean isIn(String part) {
        return paths.stream().anyMatch(path -> path.startsWith(part + "."));
    }

    private boolean isInRest() {
        return paths.stream()
                .anyMatch(path ->
                        !COLUMNS.contains(path) && PARTS.stream().noneMatch(part -> path.startsWith(part + ".")));
    }

    private String ofNames(String column) {
        return names.map(these -> these.isEmpty() ? NOTHING : ofNames(these, column))
                .orElse(column);
    }

    private static String ofNames(Set<String> names, String column) {
        return new TreeSet<>(names)
                .stream()
                        .map(ParquetFile::quoted)
                        .collect(Collectors.joining(", ", "case when event in (", ") then " + column + " end"));
    }
}
