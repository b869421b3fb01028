package io.footfall.timeline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lookup tables of timelines at one moment. It never changes.
 */
public final class Lookups {
    /** There are none. */
    public static final Lookups NONE = new Lookups(Map.of(), Map.of());

    private final SortedMap<String, LookupTable> tables;
    private final SortedMap<String, String> unreadable;

    /**
     * Tables by their names.
     *
     * @param unreadable why those are not among them that should be
     */
    public Lookups(Map<String, LookupTable> tables, Map<String, String> unreadable) {
        this.tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        this.unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
    }

    /** The table of a name. */
    public Optional<LookupTable> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** All tables, by name. */
    public List<LookupTable> all() {
        return List.copyOf(tables.values());
    }

    /** Why tables are not here that should be, by their names. */
    public SortedMap<String, String> unreadable() {
        return unreadable;
    }
}
