package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes items of rows that were set aside, by a mapping that may be another one now.
 *
 * <p>They get the ids that they would get if their files were read again by that mapping, so that doing both adds nothing; for that,
 * all rows of a file have to come by, in their order. For one thread.
 */
public final class SetAsideRows {

    /** The most files that rows may be of. */
    static final int FILES_MAX = 10_000;

    private final Mapping mapping;
    private final Map<Table, EachRow> tables = new HashMap<>();

    /**
     * Rows with a mapping.
     *
     * @throws IllegalArgumentException if it makes one event of several rows: those that are not set aside are missing here
     */
    public SetAsideRows(Mapping mapping) {
        if (mapping instanceof Mapping.OfRows rows && rows.grouping() != null) {
            throw new IllegalArgumentException(
                    "the mapping groups rows, and a row that was set aside is one of a group:"
                            + " import the file again with it, which adds nothing twice");
        }
        this.mapping = mapping;
    }

    /** Rows of one file with the same columns. */
    private record Table(String file, List<String> columns) {}

    /**
     * What becomes of a row; empty if the mapping leaves it out.
     *
     * @param file where it was
     * @param kept the bytes that were kept of it
     * @throws MappingException if it lacks a column that the mapping names
     * @throws ImportLimitException if rows are of too many files
     */
    public Optional<Outcome> of(String file, byte[] kept) throws IOException, MappingException {
        RowReader reader = SourceFile.reader(new LineBuffer(new ByteArrayInputStream(kept), false), mapping.layout());
        Optional<Read> read = reader.next();
        if (read.isEmpty()) {
            String detail =
                    "it was kept without the row that names its columns: give file.header: false and file.columns";
            return Optional.of(new Bad(1, BadReason.WRONG_COLUMNS, detail, kept));
        }
        return switch (read.get()) {
            case Bad bad -> Optional.of(bad);
            case Row row -> of(file, reader.columns(), row);
        };
    }

    private Optional<Outcome> of(String file, List<String> columns, Row row) throws MappingException {
        return switch (mapping) {
            case Mapping.AsItIs asItIs -> Optional.of(PassedOn.outcome(row));
            case Mapping.OfRows rows -> {
                Table table = new Table(file, columns);
                EachRow known = tables.get(table);
                if (known == null) {
                    if (tables.size() == FILES_MAX) {
                        throw new ImportLimitException("the rows are of more than " + FILES_MAX
                                + " files; repair those of one source or reason at a time");
                    }
                    known = new EachRow(rows, Columns.of(rows, columns, file));
                    tables.put(table, known);
                }
                int mark = columns.indexOf(KeptRow.MARK);
                yield known.of(row, mark < 0 ? "" : row.value(mark));
            }
        };
    }
}
