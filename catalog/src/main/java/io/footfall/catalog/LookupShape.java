package io.footfall.catalog;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a lookup table is, whatever its rows are.
 *
 * @param name what it is called
 * @param on the path of an event whose value is looked for among the keys
 * @param key the column of the keys
 * @param columns what it says of a key
 */
public record LookupShape(String name, String on, LookupColumn key, List<LookupColumn> columns) {
    /** Copies the list. */
    public LookupShape {
        columns = List.copyOf(columns);
    }

    /** All columns, the key first, as they stand in the text of a version. */
    public List<LookupColumn> all() {
        return Stream.concat(Stream.of(key), columns.stream()).toList();
    }
}
