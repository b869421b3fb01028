package io.footfall.question;

import java.util.List;

/**
 * Which events are meant: by name, and by conditions that must all hold.
 *
 * @param events the names; empty means every activity
 * @param where the conditions
 */
public record Selector(List<String> events, List<Condition> where) {
    /** Every activity there is. */
    public static final Selector ANY = new Selector(List.of(), List.of());

    /** Copies the lists. */
    public Selector {
        events = List.copyOf(events);
        where = List.copyOf(where);
    }

    /** Events of one name. */
    public static Selector of(String event) {
        return new Selector(List.of(event), List.of());
    }

    /** Whether any name will do. */
    public boolean isAny() {
        return events.isEmpty();
    }
}
