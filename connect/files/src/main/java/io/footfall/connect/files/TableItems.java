package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes items of the rows of a table, one by one, as a mapping says. For one thread. */
public final class TableItems {
    private static final byte[] NOT_NEEDED = {};

    private final List<String> columns;
    private final EachRow rows;

    /**
     * A table's rows.
     *
     * @param table what messages call it
     * @throws MappingException if the table lacks a column that the mapping names
     */
    public TableItems(Mapping.OfRows mapping, List<String> columns, String table) throws MappingException {
        this.columns = List.copyOf(columns);
        this.rows = new EachRow(mapping, Columns.of(mapping, columns, table));
    }

    /** What becomes of a row; empty if the mapping leaves it out. A bad one is kept as comma separated values. */
    public Optional<Outcome> of(List<String> values) {
        return of(values, "");
    }

    /** The same of a row that was there before, and is another event: its id ends with {@code mark}. */
    public Optional<Outcome> of(List<String> values, String mark) {
        return rows.of(new Row(1, values, NOT_NEEDED), mark)
                .map(outcome -> outcome instanceof Bad bad ? kept(bad, values, mark) : outcome);
    }

    private Bad kept(Bad bad, List<String> values, String mark) {
        List<String> keptColumns = new ArrayList<>(columns);
        List<String> keptValues = new ArrayList<>(values);
        if (!mark.isEmpty()) {
            keptColumns.add(KeptRow.MARK);
            keptValues.add(mark);
        }
        return new Bad(bad.line(), bad.reason(), bad.detail(), KeptRow.of(keptColumns, keptValues));
    }
}
