package io.footfall.history.sql;

import io.footfall.event.IdentityKey;
import io.footfall.eventlog.LogStart;
import java.util.List;
import java.util.Set;

/**
 * What one statement may see: every event up to a sequence that happened before an instant, and is kept.
 *
 * @param sequence the newest sequence, of an append that is whole
 * @param fromMillis the first millisecond since 1970 UTC that is seen: what happened before is not kept
 * @param endMillis the first millisecond since 1970 UTC that is not seen
 * @param hasLater whether there may be events that happen then or later
 * @param dropped the sequences that the log has and no timeline: second deliveries
 * @param joined the identities whose customer is called by another id, each with that
 * @param properties the paths that have a column of their own
 * @param passive the names of events that are done to a customer, and so are no activity
 * @param past what is sealed; what of it is newer is not seen
 * @param lookups the lookup tables
 */
public record Lease(
        long sequence,
        long fromMillis,
        long endMillis,
        boolean hasLater,
        SequenceRanges dropped,
        List<Joined> joined,
        List<TypedProperty> properties,
        Set<String> passive,
        Past past,
        List<Lookup> lookups) {
    /** The most properties that have a column of their own. */
    public static final int PROPERTIES_MAX = 200;

    /** Copies the collections. */
    public Lease {
        joined = List.copyOf(joined);
        properties = List.copyOf(properties.subList(0, Math.min(properties.size(), PROPERTIES_MAX)));
        passive = Set.copyOf(passive);
        lookups = List.copyOf(lookups);
    }

    /** What may be seen of a data folder in which nothing is sealed, and no lookup table is. */
    public Lease(
            long sequence,
            long endMillis,
            SequenceRanges dropped,
            List<Joined> joined,
            List<TypedProperty> properties,
            Set<String> passive) {
        this(sequence, 0, endMillis, true, dropped, joined, properties, passive, Past.NOTHING, List.of());
    }

    /**
     * The same of what happened in a stretch of time.
     *
     * @param from its first millisecond since 1970 UTC
     * @param end the first millisecond since 1970 UTC after it
     */
    public Lease within(long from, long end) {
        return new Lease(
                sequence,
                Math.max(fromMillis, from),
                Math.min(endMillis, end),
                hasLater || end < endMillis,
                dropped,
                joined,
                properties,
                passive,
                past,
                lookups);
    }

    /** The same of another past, which may have let go of more. */
    public Lease with(Past newPast) {
        long from = Math.max(fromMillis, newPast.fromMillis());
        return new Lease(sequence, from, endMillis, hasLater, dropped, joined, properties, passive, newPast, lookups);
    }

    /**
     * What is sealed; the log has the rest.
     *
     * @param files the files of events, in folders that the statement's process sees
     * @param logStart where the log goes on
     * @param fromMillis the first millisecond since 1970 UTC of which all is there
     */
    public record Past(List<String> files, LogStart logStart, long fromMillis) {
        /** Nothing is. */
        public static final Past NOTHING = new Past(List.of(), LogStart.BEGINNING, 0);

        /** Copies the list. */
        public Past {
            files = List.copyOf(files);
        }
    }

    /**
     * An identity that is called by another id.
     *
     * @param identity the id that events carried
     * @param customer the id that the customer is called by
     */
    public record Joined(IdentityKey identity, IdentityKey customer) {}

    /**
     * A property with a column of its own.
     *
     * @param path such as {@code properties.revenue}; a part that is not {@code properties} or {@code context} has none
     * @param type what its values are
     */
    public record TypedProperty(String path, Type type) {}

    /**
     * A version of a lookup table.
     *
     * @param name what the table is called
     * @param file its comma separated values, in a folder that the statement's process sees
     * @param columns its columns, the key first, as they stand in the file
     */
    public record Lookup(String name, String file, List<LookupColumn> columns) {
        /** Copies the list. */
        public Lookup {
            columns = List.copyOf(columns);
        }
    }

    /** A column of a lookup table. */
    public record LookupColumn(String name, Type type) {}

    /** What the values of a property are; where they are of several kinds, text. */
    public enum Type {
        TEXT("VARCHAR"),
        NUMBER("DOUBLE"),
        BOOLEAN("BOOLEAN");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }
}
