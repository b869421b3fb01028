package io.footfall.reconcile;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a number stands in an answer: in which row, and in which of its fields.
 *
 * @param names the fields that name a row
 * @param cells what they say in this one: a text, a number, a boolean, a list of texts or null
 * @param field the field of the number
 */
public record Place(List<String> names, List<@Nullable Object> cells, String field) {
    /** Copies the lists; equal numbers are written alike. */
    @SuppressWarnings("NullAway") // It does not see in a compiled list that its elements may be null.
    public Place {
        names = List.copyOf(names);
        cells = Collections.unmodifiableList(
                Arrays.asList(cells.stream().map(Place::written).toArray()));
    }

    private static @Nullable Object written(@Nullable Object cell) {
        return switch (cell) {
            case BigDecimal decimal -> decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            case Long whole -> BigDecimal.valueOf(whole).stripTrailingZeros();
            case null, default -> cell;
        };
    }
}
