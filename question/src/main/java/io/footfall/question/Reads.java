package io.footfall.question;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * What a fold looks at that finds events by selectors.
     *
     * @param selectors the events it finds
     * @param paths what it reads of them, beside the conditions of the selectors and of the filter
     */
    public static Reads of(Scope scope, Collection<Selector> selectors, Collection<String> paths) {
        Set<String> names = new HashSet<>();
        selectors.forEach(selector -> names.addAll(selector.events()));
        Stream<Condition> conditions = Stream.concat(
                scope.filter().stream(), selectors.stream().flatMap(selector -> selector.where().stream()));
        Set<String> traits = Stream.concat(paths.stream(), conditions.map(Condition::path))
                .filter(Paths::isTrait)
                .collect(Collectors.toSet());
        return new Reads(selectors.stream().anyMatch(Selector::isAny), names, traits);
    }
}
