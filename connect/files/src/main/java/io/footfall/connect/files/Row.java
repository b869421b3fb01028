package io.footfall.connect.files;

import java.util.List;

/**
 * One row of a file, cut into its values.
 *
 * @param line the number of the row's first line in the file, from 1
 * @param values the values, one a column; empty text where the file has nothing
 * @param bytes the row as it stands in the file, without its line end
 */
record Row(long line, List<String> values, byte[] bytes) implements Read {

    Row {
        values = List.copyOf(values);
    }

    String value(int column) {
        return values.get(column);
    }
}
