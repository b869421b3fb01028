package io.footfall.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of lookup tables that are kept: of each table the current one, and the few before it. It never changes. */
public final class LookupVersions {
    /** How many versions before the current one are kept. */
    public static final int EARLIER_KEPT = 3;

    /** There are none. */
    static final LookupVersions NONE = new LookupVersions(new TreeMap<>());

    private final SortedMap<String, List<LookupVersion>> versions;
    private final SortedMap<String, LookupVersion> current;

    private LookupVersions(SortedMap<String, List<LookupVersion>> versions) {
        this.versions = versions;
        SortedMap<String, LookupVersion> newest = new TreeMap<>();
        versions.forEach((name, all) -> newest.put(name, all.getLast()));
        this.current = Collections.unmodifiableSortedMap(newest);
    }

    LookupVersions with(LookupVersion next) {
        SortedMap<String, List<LookupVersion>> changed = new TreeMap<>(versions);
        List<LookupVersion> all = new ArrayList<>(versions.getOrDefault(next.name(), List.of()));
        all.add(next);
        changed.put(next.name(), List.copyOf(all.subList(Math.max(0, all.size() - 1 - EARLIER_KEPT), all.size())));
        return new LookupVersions(changed);
    }

    LookupVersions without(String name) {
        SortedMap<String, List<LookupVersion>> changed = new TreeMap<>(versions);
        changed.remove(name);
        return new LookupVersions(changed);
    }

    /** The current version of each table, by name. */
    public SortedMap<String, LookupVersion> current() {
        return current;
    }

    /** The version of each table that was current at an instant, by name; of one of which that is not known, the current one. */
    public SortedMap<String, LookupVersion> at(Instant instant) {
        SortedMap<String, LookupVersion> then = new TreeMap<>();
        versions.forEach((name, all) -> then.put(
                name,
                all.reversed().stream()
                        .filter(version -> !version.since().isAfter(instant))
                        .findFirst()
                        .orElse(all.getLast())));
        return Collections.unmodifiableSortedMap(then);
    }
}
