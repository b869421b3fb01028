package io.footfall.history.files;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of sealed events is read beside what every event has: to read less takes less time.
 *
 * @param paths the paths of documents under which it is read
 * @param names the names of events of which {@code properties} are; of every name if empty
 * @param messageIds whether their message ids are
 */
public record Wanted(List<String> paths, Optional<Set<String>> names, boolean messageIds) {
    private static final String PROPERTIES = "properties";
    private static final String CONTEXT = "context";
    private static final String TRAITS = "traits";
    private static final Set<String> PARTS = Set.of(PROPERTIES, CONTEXT, TRAITS, "lookup", "session", "timestamp");
    private static final Set<String> COLUMNS =
            Set.of("event", "type", "source", "messageId", "userId", "anonymousId", "timestamp", "receivedAt");

    /** Copies the collections. */
    public Wanted {
        paths = List.copyOf(paths);
        names = names.map(Set::copyOf);
    }

    /**
     * What lies under some paths.
     *
     * @param names the names of events of which {@code properties} are read; of every name if empty
     */
    public static Wanted of(Collection<String> paths, Optional<Set<String>> names, boolean messageIds) {
        return new Wanted(List.copyOf(paths), names, messageIds);
    }

    /** The columns of parts of documents, as they are selected. */
    String columns() {
        return (isIn(PROPERTIES) ? ofNames() : "null::varchar")
                + ", "
                + (isIn(CONTEXT) ? CONTEXT : "null::varchar")
                + ", "
                + (isIn(TRAITS) ? TRAITS : "null::varchar")
                + ", "
                + (isInRest() ? "rest" : "null::varchar");
    }

    private boolean isIn(String part) {
        return paths.stream().anyMatch(path -> path.startsWith(part + "."));
    }

    private boolean isInRest() {
        return paths.stream()
                .anyMatch(path ->
                        !COLUMNS.contains(path) && PARTS.stream().noneMatch(part -> path.startsWith(part + ".")));
    }

    private String ofNames() {
        return names.map(these -> new TreeSet<>(these)
                        .stream()
                                .map(ParquetFile::quoted)
                                .collect(Collectors.joining(", ", "case when event in (", ") then properties end")))
                .orElse(PROPERTIES);
    }
}
