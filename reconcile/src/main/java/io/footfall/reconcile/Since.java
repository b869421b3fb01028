package io.footfall.reconcile;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Since when each number of an answer that is asked again and again has been what it is. */
final class Since {
    private final Map<Place, Held> held = new HashMap<>();

    private record Held(BigDecimal value, long second) {}

    /** Takes what the answer is at a second. */
    void take(Numbers numbers, long second) {
        numbers.byPlace().forEach((place, value) -> {
            Held before = held.get(place);
            if (before == null || before.value().compareTo(value) != 0) {
                held.put(place, new Held(value, second));
            }
        });
        held.keySet().retainAll(numbers.places());
    }

    /** The second from which on a number has been what it was last. */
    OptionalLong of(Place place) {
        Held now = held.get(place);
        return now == null ? OptionalLong.empty() : OptionalLong.of(now.second());
    }
}
