package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The names of a file's columns: where they come from, and that every row has as many values. */
final class Header {

    private Header() {}

    /** Reads the first row of a file. */
    interface FirstRow {
        Optional<List<String>> read() throws IOException;
    }

    /** The names a layout gives, else those in the file's first row; an empty file has the layout's. */
    static List<String> of(Layout layout, FirstRow first) throws IOException {
        List<String> named = layout.hasHeader() ? first.read().orElse(List.of()) : List.of();
        return layout.columns().isEmpty() ? named : layout.columns();
    }

    static Read check(Row row, List<String> columns) {
        if (row.values().size() == columns.size()) {
            return row;
        }
        String detail = row.values().size() + " values, the file has " + columns.size() + " columns";
        return new Bad(row.line(), BadReason.WRONG_COLUMNS, detail, row.bytes());
    }
}
