package io.footfall.testkit.oracle;

import io.footfall.question.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes tables of rows. */
final class Tables {
    private Tables() {}

    @SuppressWarnings("NullAway") // It does not see in a compiled record that the cells of an array may be null.
    static Table of(List<String> fields, int keys, List<List<@Nullable Object>> rows) {
        return new Table(fields, keys, rows.stream().map(List::toArray).toList());
    }
}
