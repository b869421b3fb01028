package io.footfall.question;

import java.util.Map;

/**
 * What is said beside the rows of an answer, about all of it.
 *
 * @param excluded how many were left out, by why
 * @param figures tables of one row, by what they are called
 */
public record Aside(Map<String, Long> excluded, Map<String, Table> figures) {
    /** Nothing. */
    public static final Aside NONE = new Aside(Map.of(), Map.of());

    /** Copies the maps. */
    public Aside {
        excluded = Map.copyOf(excluded);
        figures = Map.copyOf(figures);
    }
}
