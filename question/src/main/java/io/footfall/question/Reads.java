package io.footfall.question;

import io.footfall.timeline.NameSet;
import io.footfall.timeline.Vocabulary;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a fold looks at.
 *
 * @param everyName whether it looks at events of every name
 * @param names else the names it looks at
 * @param paths the paths it looks at
 */
public record Reads(boolean everyName, Set<String> names, Set<String> paths) {
    /** Copies the sets. */
    public Reads {
        names = Set.copyOf(names);
        paths = Set.copyOf(paths);
    }

    /** Those of the paths that are {@code traits.…}, which hold the customer's newest values. */
    public Set<String> traits() {
        return paths.stream().filter(Paths::isTrait).collect(Collectors.toSet());
    }

    /** The names it looks at, for one thread; null if it looks at events of every name. */
    public @Nullable NameSet nameSet(Vocabulary vocabulary) {
        return everyName ? null : new NameSet(vocabulary, names);
    }

    /**
     * Returns if all that it looks at is in memory.
     *
     * @throws InvalidQuestionException if it is not ({@code not_in_memory})
     */
    public void requireComplete(Vocabulary vocabulary) {
        Set<String> all = new TreeSet<>(paths);
        if (!everyName) {
            all.add("event");
        }
        for (String path : all) {
            if (!Paths.isOfEvery(path) && !vocabulary.isComplete(path)) {
                throw new InvalidQuestionException(
                        "not_in_memory",
                        "not all values of \"" + path
                                + "\" are in memory, since they are too many or too long, so what reads"
                                + " them cannot be answered exactly; give the engine more memory (-Xmx), or send fewer"
                                + " different values under it");
            }
        }
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
        Set<String> all =
                Stream.concat(paths.stream(), conditions.map(Condition::path)).collect(Collectors.toSet());
        return new Reads(selectors.stream().anyMatch(Selector::isAny), names, all);
    }
}
