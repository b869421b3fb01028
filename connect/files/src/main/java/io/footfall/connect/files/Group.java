package io.footfall.connect.files;

import io.footfall.connect.files.Mapping.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows read so far that make one item. Owned by its {@link GroupedRows}. */
final class Group {

    private final Row first;
    private final String userId;
    private final String anonymousId;
    private final String event;
    private final List<Cell> cells;
    private Instant at;
    private RowHash hash;

    Group(Row first, Facts facts, List<Field> fields) {
        this.first = first;
        this.userId = facts.userId();
        this.anonymousId = facts.anonymousId();
        this.event = facts.event();
        this.at = facts.at();
        this.hash = RowHash.of(first.values());
        this.cells = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            cells.add(fields.get(i).overRows().merge(Cell.ABSENT, facts.cells().get(i)));
        }
    }

    void add(Row row, Facts facts, List<Field> fields) {
        at = facts.at().isBefore(at) ? facts.at() : at;
        hash = hash.then(RowHash.of(row.values()));
        for (int i = 0; i < fields.size(); i++) {
            cells.set(
                    i,
                    fields.get(i).overRows().merge(cells.get(i), facts.cells().get(i)));
        }
    }

    Row first() {
        return first;
    }

    /** The hash of all rows in their order. */
    RowHash hash() {
        return hash;
    }

    /** What the rows say together; the time is that of the earliest. */
    Facts facts() {
        return new Facts(userId, anonymousId, event, at, cells);
    }
}
