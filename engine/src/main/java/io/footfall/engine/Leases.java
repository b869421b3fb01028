package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells what an SQL statement may see at a moment: who is whom, and which properties have columns. */
final class Leases {
    private Leases() {}

    /**
     * What may be seen.
     *
     * @param joined the identities of that moment whose customer is called by another id
     * @param dropped the sequences that the log has and the moment's timelines have not, and perhaps newer ones
     * @param properties those of that moment or one shortly before
     * @param past what is sealed, of that moment or before
     * @param lookups where the versions of lookup tables are
     */
    static Lease lease(
            Moment moment,
            List<Lease.Joined> joined,
            SequenceRanges dropped,
            List<Schema.Property> properties,
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
                properties.stream()
                        .filter(property -> isOfEvents(property.path()))
                        .filter(property -> property.types().stream().allMatch(Leases::isScalar))
                        .map(Leases::typed)
                        .toList(),
                passive,
                past,
                moment.view().lookups().all().stream()
                        .map(table -> lookup(table, lookups))
                        .toList());
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

    private static boolean isOfEvents(String path) {
        return path.startsWith("properties.") || path.startsWith("context.");
    }

    private static boolean isScalar(Schema.Typed typed) {
        return !typed.type().equals("list") && !typed.type().equals("object");
    }

    private static Lease.TypedProperty typed(Schema.Property property) {
        List<Schema.Typed> types = property.types();
        Lease.Type type = switch (types.size() == 1 ? types.getFirst().type() : "") {
            case "number" -> Lease.Type.NUMBER;
            case "boolean" -> Lease.Type.BOOLEAN;
            default -> Lease.Type.TEXT;
        };
        return new Lease.TypedProperty(property.path(), type);
    }
}
