package io.footfall.reconcile;

import io.footfall.question.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers of an answer by their places, in its order. One that is not there counts as nothing. */
record Numbers(Map<Place, BigDecimal> byPlace) {
    Numbers {
        byPlace = Collections.unmodifiableMap(new LinkedHashMap<>(byPlace));
    }

    @SuppressWarnings("NullAway") // It does not see in a compiled record that the cells of an array may be null.
    static Numbers of(Table table) {
        Map<Place, BigDecimal> numbers = new LinkedHashMap<>();
        List<String> names = table.fields().subList(0, table.keys());
        for (@Nullable Object[] row : table.rows()) {
            List<@Nullable Object> key = Arrays.asList(row).subList(0, table.keys());
            for (int i = table.keys(); i < row.length; i++) {
                BigDecimal number = number(row[i]);
                if (number != null) {
                    numbers.put(new Place(names, key, table.fields().get(i)), number);
                }
            }
        }
        return new Numbers(numbers);
    }

    Set<Place> places() {
        return byPlace.keySet();
    }

    @Nullable
    BigDecimal at(Place place) {
        return byPlace.get(place);
    }

    /** The number, or nothing. */
    BigDecimal orNothing(Place place) {
        return byPlace.getOrDefault(place, BigDecimal.ZERO);
    }

    private static @Nullable BigDecimal number(@Nullable Object cell) {
        return switch (cell) {
            case Long whole -> BigDecimal.valueOf(whole);
            case BigDecimal decimal -> decimal;
            case null, default -> null;
        };
    }
}
