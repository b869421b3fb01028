package io.footfall.connect.files;

/** Gives every row of a file the same id whenever the file is read, and different rows different ones. */
final class MessageIds {

    private final Mapping.OfRows mapping;
    private final Columns columns;
    private final EqualRows equalRows = new EqualRows(EqualRows.ROWS_MAX);

    MessageIds(Mapping.OfRows mapping, Columns columns) {
        this.mapping = mapping;
        this.columns = columns;
    }

    /** The id column's value; without one, or when it is empty, made of the row's hash. */
    String of(Row row) {
        return ofGroup(row, RowHash.of(row.values()));
    }

    /** The same for rows that make one item: their first one's id, or their hash and how often it came before. */
    String ofGroup(Row first, RowHash hash) {
        String id = mapping.messageId() == null ? "" : columns.value(first, mapping.messageId());
        return id.isEmpty() ? hash.toHex() + "-" + equalRows.countBefore(hash) : id;
    }
}
