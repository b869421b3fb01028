package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

/** Tells what an SQL statement may see at a moment: who is whom, and which properties have columns. */
final class Leases {
    private Leases() {}

    /**
     * What may be seen.
     *
     * @param joined the identities of that moment whose customer is called by another id
     * @param dropped the sequences that the log has and the moment's timelines have not, and perhaps newer ones
     * @param properties those that have columns
     * @param past what is sealed, of that moment or before
     * @param lookups where the versions of lookup tables are
     */
    static Lease lease(
            Moment moment,
            List<Lease.Joined> joined,
            SequenceRanges dropped,
            List<Lease.TypedProperty> properties,
            Set<String> passive,
            Lease.Past past,
            LookupFolder lookups) {
        return new Lease(
                moment.view().sequence(),
                Math.max(moment.view().historyFrom(), past.fromMillis()),
                moment.endMillis(),
                moment.view().newestTimestamp() >= moment.endMillis(),
                dropped,
                joined,
                properties,
                passive,
                past,
                moment.view().lookups().all().stream()
                        .map(table -> lookup(table, lookups))
                        .toList());
    }

    /**
     * The properties that have columns, those that are there most often first: by what was counted as events came, so nothing is
     * counted for it.
     */
    static List<Lease.TypedProperty> properties(Vocabulary vocabulary) {
        List<Said> all = new ArrayList<>();
        for (String path : vocabulary.paths()) {
            Said said = new Said(path, vocabulary.said(path));
            if (isOfEvents(path) && said.isScalar()) {
                all.add(said);
            }
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Said::count).reversed().thenComparing(Said::path))
                .limit(Lease.PROPERTIES_MAX)
                .map(said -> new Lease.TypedProperty(said.path(), said.type()))
                .toList();
    }

    private static Lease.Lookup lookup(LookupTable table, LookupFolder folder) {
        List<Lease.LookupColumn> columns = new ArrayList<>();
        columns.add(column(table.head().key()));
        table.head().columns().forEach(column -> columns.add(column(column)));
        return new Lease.Lookup(table.name(), folder.file(table).toString(), columns);
    }

    private static Lease.LookupColumn column(LookupTable.Column column) {
        return new Lease.LookupColumn(
                column.name(), Lease.Type.valueOf(column.type().toUpperCase(Locale.ROOT)));
    }

    /** The identities of a view whose customer is called by another id. */
    static List<Lease.Joined> joined(View view) {
        List<Lease.Joined> joined = new ArrayList<>();
        for (int head = 0; head < view.identities(); head++) {
            if (view.isHead(head) && view.nextIdentity(head) != head) {
                IdentityKey name = view.nameOf(head);
                int identity = head;
                do {
                    IdentityKey key = view.key(identity);
                    if (!key.equals(name)) {
                        joined.add(new Lease.Joined(key, name));
                    }
                    identity = view.nextIdentity(identity);
                } while (identity != head);
            }
        }
        return joined;
    }

    /**
     * How often something was said under a path.
     *
     * @param times by kind, as {@link Vocabulary#said} has them
     */
    private record Said(String path, long[] times) {
        private static final int NUMBERS = 1;
        private static final int BOOLEANS = 2;
        private static final int LISTS = 3;
        private static final int OBJECTS = 4;

        long count() {
            return LongStream.of(times).sum();
        }

        /** Whether something was, and never a list or an object. */
        boolean isScalar() {
            return count() > 0 && times[LISTS] + times[OBJECTS] == 0;
        }

        /** Where values are of several kinds, they are texts. */
        Lease.Type type() {
            if (times[NUMBERS] == count()) {
                return Lease.Type.NUMBER;
            }
            return times[BOOLEANS] == count() ? Lease.Type.BOOLEAN : Lease.Type.TEXT;
        }
    }

    private static boolean isOfEvents(String path) {
        return path.startsWith("properties.") || path.startsWith("context.");
    }
}
