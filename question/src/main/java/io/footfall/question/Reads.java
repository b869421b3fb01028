package io.footfall.question;

import java.util.Set;

/**
 * What a fold looks at.
 *
 * @param everyName whether it looks at events of every name
 * @param names else the names it looks at
 * @param traits the paths {@code traits.…} it looks at, which hold the customer's newest values
 */
public record Reads(boolean everyName, Set<String> names, Set<String> traits) {
    /** Copies the sets. */
    public Reads {
        names = Set.copyOf(names);
        traits = Set.copyOf(traits);
    }
}
