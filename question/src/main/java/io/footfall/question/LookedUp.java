package io.footfall.question;

import io.footfall.timeline.LookupTable;
import io.footfall.timeline.Lookups;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A version of a lookup table that an answer was read through.
 *
 * @param table what the table is called
 * @param on the path of events that it is joined by
 * @param version the version's number
 * @param since from when on it is the current one, in milliseconds since 1970 UTC
 */
public record LookedUp(String table, String on, long version, long since) {

    /**
     * The tables that paths read, by name.
     *
     * @throws InvalidQuestionException if there is none of that name, or it has no such column ({@code no_such_lookup})
     */
    public static List<LookedUp> by(Collection<String> paths, Lookups lookups) {
        return paths.stream()
                .filter(Paths::isLookup)
                .sorted()
                .map(path -> table(path, lookups))
                .distinct()
                .map(LookupTable::head)
                .map(head -> new LookedUp(head.name(), head.on(), head.version(), head.since()))
                .toList();
    }

    /** The table that a path reads, which has its column. */
    static LookupTable table(String path, Lookups lookups) {
        String name = Paths.lookupTable(path);
        LookupTable table = lookups.table(name).orElseThrow(() -> none(path, name, lookups));
        if (table.column(Paths.lookupColumn(path)) < 0) {
            String columns = table.head().columns().stream()
                    .map(column -> Paths.LOOKUP + name + "." + column.name())
                    .collect(Collectors.joining(", "));
            throw new InvalidQuestionException(
                    "no_such_lookup",
                    "\"" + path + "\" is no column of the lookup table " + name + "; expected " + columns);
        }
        return table;
    }

    private static InvalidQuestionException none(String path, String name, Lookups lookups) {
        String why = lookups.unreadable().get(name);
        String there = lookups.all().stream().map(LookupTable::name).collect(Collectors.joining(", "));
        return new InvalidQuestionException(
                "no_such_lookup",
                "\"" + path + "\" names the lookup table \"" + name + "\", "
                        + (why == null
                                ? "of which no version was read; "
                                        + (there.isEmpty() ? "there is no lookup table" : "there are " + there)
                                : "which is not there now: " + why));
    }

    /** That an answer was read through it, as a sentence. */
    public String words() {
        return "lookup." + table + " is the lookup table " + table + " by " + on + ", in its version " + version
                + ", which is current since " + Instants.written(since, java.time.ZoneOffset.UTC)
                + "; another version restates all of this answer.";
    }
}
