package io.footfall.question;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer: the same fields in each, in order.
 *
 * <p>A cell is a {@code String}, a {@code Long}, a {@code BigDecimal}, a {@code Boolean}, a list of {@code String}, or null.
 *
 * @param fields the names of the fields
 * @param keys how many of the first fields name the row; the others are what is said of it
 * @param rows the cells, as many in each row as there are fields
 */
public record Table(List<String> fields, int keys, List<@Nullable Object[]> rows) {
    /** Copies the lists. */
    public Table {
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
    }

    /** A table of cells that come row by row. */
    public static Table ofCells(List<String> fields, int keys, List<@Nullable Object> cells) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int from = 0; from < cells.size(); from += fields.size()) {
            rows.add(cells.subList(from, from + fields.size()).toArray());
        }
        return new Table(fields, keys, rows);
    }

    /** Whether some rows are of all further values together, since there is a limit to how many have rows of their own. */
    public boolean hasOther() {
        for (String field : List.of("by", "from", "to")) {
            int cell = fields.indexOf(field);
            if (cell >= 0 && cell < keys && rows.stream().anyMatch(row -> RowNames.OTHER.equals(row[cell]))) {
                return true;
            }
        }
        return false;
    }
}
