package io.footfall.history.files;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of sealed events is read beside what every event has: to read less takes less time.
 *
 * @param properties whether {@code properties} are
 * @param traits whether {@code traits} are
 * @param rest whether what else a document says is; {@code context} always is
 * @param names the names of events whose {@code properties} are; of every name if empty
 */
public record Wanted(boolean properties, boolean traits, boolean rest, Optional<Set<String>> names) {
    /** All of it. */
    public static final Wanted ALL = new Wanted(true, true, true, Optional.empty());

    /** Copies the set. */
    public Wanted {
        names = names.map(Set::copyOf);
    }

    /**
     * What lies under some paths.
     *
     * @param names the names of events of which they are read; of every name if empty
     */
    public static Wanted of(Collection<String> paths, Optional<Set<String>> names) {
        boolean isRest = paths.stream()
                .anyMatch(path -> !path.startsWith("properties.")
                        && !path.startsWith("traits.")
                        && !path.startsWith("context.")
                        && !path.startsWith("lookup.")
                        && !path.startsWith("session.")
                        && path.contains("."));
        return new Wanted(
                paths.stream().anyMatch(path -> path.startsWith("properties.")),
                paths.stream().anyMatch(path -> path.startsWith("traits.")),
                isRest,
                names);
    }

    /** The columns, as they are selected. */
    String columns() {
        // The order of keys is of all parts, and says nothing but in which order they were written.
        return (properties ? ofNames() : "null::varchar")
                + ", context, "
                + (traits ? "traits" : "null::varchar")
                + ", "
                + (rest ? "rest" : "null::varchar")
                + ", "
                + (equals(ALL) ? "sent_order" : "null::varchar");
    }

    private String ofNames() {
        return names.map(these -> new TreeSet<>(these)
                        .stream()
                                .map(ParquetFile::quoted)
                                .collect(Collectors.joining(", ", "case when event in (", ") then properties end")))
                .orElse("properties");
    }
}
