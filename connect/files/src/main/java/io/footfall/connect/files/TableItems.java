package io.footfall.connect.files;

import java.util.List;
import java.util.Optional;

/** Makes items of the rows of a table, one by one, as a mapping says. For one thread. */
public final class TableItems {
    private final EachRow rows;

    /**
     * A table's rows.
     *
     * @param table what messages call it
     * @throws MappingException if the table lacks a column that the mapping names
     */
    public TableItems(Mapping.OfRows mapping, List<String> columns, String table) throws MappingException {
        rows = new EachRow(mapping, Columns.of(mapping, columns, table));
    }

    /** What becomes of a row; empty if the mapping leaves it out. A bad one is set aside as {@code bytes}. */
    public Optional<Outcome> of(List<String> values, byte[] bytes) {
        return of(values, bytes, "");
    }

    /** The same of a row that was there before, and is another event: its id ends with {@code mark}. */
    public Optional<Outcome> of(List<String> values, byte[] bytes, String mark) {
        return rows.of(new Row(1, values, bytes), mark);
    }
}
