package io.footfall.testkit;

import java.util.List;
import java.util.Map;

/**
 * A lookup table, told as plain values: texts, decimals without trailing zeros, and booleans.
 *
 * @param name what it is called
 * @param on the path it is joined by, of properties, a trait or an id
 * @param hasNumbersAsKeys whether its keys are decimals, and not texts
 * @param columns the names of its columns, and what their values are: {@code text}, {@code number} or {@code boolean}
 * @param rows what it says, by key and column
 */
public record ToldTable(
        String name,
        String on,
        boolean hasNumbersAsKeys,
        Map<String, String> columns,
        Map<Object, Map<String, Object>> rows) {

    /** The paths of its columns. */
    public List<String> paths() {
        return columns.keySet().stream()
                .sorted()
                .map(column -> "lookup." + name + "." + column)
                .toList();
    }
}
