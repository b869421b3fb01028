package io.footfall.question;

import io.footfall.timeline.LookupTable;
import io.footfall.timeline.Lookups;
import io.footfall.timeline.NameSet;
import io.footfall.timeline.Timelines;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
 * @param cutsSessions whether it cuts what customers do into sessions, and so looks at all of it
 * @param datesTraits whether it follows by itself what identify calls say of traits, from one to the next
 */
public record Reads(
        boolean everyName, Set<String> names, Set<String> paths, boolean cutsSessions, boolean datesTraits) {
    /** The code of a refusal, since not all values of a path are in memory. */
    public static final String NOT_IN_MEMORY = "not_in_memory";

    /** Nothing at all. */
    public static final Reads NOTHING = new Reads(false, Set.of(), Set.of(), false);

    /** Copies the sets. */
    public Reads {
        names = Set.copyOf(names);
        paths = Set.copyOf(paths);
    }

    /** What a fold looks at that wants to be told the newest traits. */
    public Reads(boolean everyName, Set<String> names, Set<String> paths, boolean cutsSessions) {
        this(everyName, names, paths, cutsSessions, false);
    }

    /** The {@code traits.…} whose newest values of the customer it wants to be told, for itself and to find rows of lookup tables. */
    public Set<String> traits(Lookups lookups) {
        return datesTraits
                ? Set.of()
                : paths.stream()
                        .flatMap(path -> Paths.isLookup(path)
                                ? lookups.table(Paths.lookupTable(path)).map(LookupTable::on).stream()
                                : Stream.of(path))
                        .filter(Paths::isTrait)
                        .collect(Collectors.toSet());
    }

    /** The names it looks at, for one thread; null if it looks at events of every name. */
    public @Nullable NameSet nameSet(Vocabulary vocabulary) {
        return everyName ? null : new NameSet(vocabulary, names);
    }

    /** Whether events say what a later event of their session may still decide. */
    public boolean areDecidedLater() {
        return paths.stream().anyMatch(Paths::isOfSessionCampaign);
    }

    /** Whether it looks at which session an event belongs to. */
    public boolean areOfSessions() {
        return paths.stream().anyMatch(Paths::isOfSession);
    }

    /**
     * The lookup tables it looks at.
     *
     * @throws InvalidQuestionException if one is not there, or cannot be read so
     */
    public List<LookedUp> lookedUp(View view) {
        List<LookedUp> tables = LookedUp.by(paths, view.lookups());
        for (LookedUp table : tables) {
            if (datesTraits && Paths.isTrait(table.on())) {
                throw new InvalidQuestionException(
                        "invalid_question",
                        "the lookup table \"" + table.table() + "\" is by \"" + table.on()
                                + "\", and so cannot be in where or filter of an audience, which says who was a member 24"
                                + " hours ago; use the condition {\"trait\": …}");
            }
        }
        return tables;
    }

    /** Both this and what another looks at. */
    public Reads and(Reads other) {
        Set<String> allNames = new HashSet<>(names);
        allNames.addAll(other.names);
        Set<String> allPaths = new HashSet<>(paths);
        allPaths.addAll(other.paths);
        return new Reads(
                everyName || other.everyName,
                allNames,
                allPaths,
                cutsSessions || other.cutsSessions,
                datesTraits || other.datesTraits);
    }

    /** The same of a fold that looks at a path too. */
    public Reads andPath(String path) {
        return and(new Reads(false, Set.of(), Set.of(path), false));
    }

    /** The same of a fold that looks at events of every name. */
    public Reads ofEveryName() {
        return new Reads(true, names, paths, cutsSessions, datesTraits);
    }

    /** The same of a fold that follows traits by itself. */
    public Reads datingTraits() {
        return new Reads(everyName, names, paths, cutsSessions, true);
    }

    /** The same of a fold that cuts sessions by itself. */
    public Reads cuttingSessions() {
        return new Reads(true, names, paths, true);
    }

    /** The same of a fold that cuts sessions by itself, and needs no one to say what events know of theirs. */
    public Reads ofWholeSessions() {
        Set<String> ofEvents =
                paths.stream().filter(path -> !Paths.isOfSession(path)).collect(Collectors.toSet());
        return new Reads(true, names, ofEvents, true);
    }

    /**
     * Returns if all that it looks at is in memory.
     *
     * @throws InvalidQuestionException if it is not ({@code not_in_memory}), or there is no such lookup table
     */
    public void requireComplete(View view) {
        firstIncomplete(view).ifPresent(path -> {
            throw new InvalidQuestionException(
                    NOT_IN_MEMORY,
                    path.equals(Timelines.MESSAGE_ID)
                            ? "message ids are in files and log only, so what reads them cannot be answered from memory"
                            : "not all values of \"" + path + "\" are in memory, so what reads them cannot be answered"
                                    + " exactly here; give the engine more memory (--memory), or send fewer or shorter"
                                    + " values under it");
        });
    }

    /**
     * The first by code point of the paths it looks at of which not all is in memory; empty if all is.
     *
     * @throws InvalidQuestionException if there is no such lookup table
     */
    public Optional<String> firstIncomplete(View view) {
        Vocabulary vocabulary = view.vocabulary();
        Set<String> all = new TreeSet<>(paths);
        lookedUp(view).forEach(table -> all.add(table.on()));
        if (!everyName) {
            all.add("event");
        }
        return all.stream()
                .filter(path -> !Paths.isOfEvery(path) && !Paths.isOfSession(path) && !vocabulary.isComplete(path))
                .findFirst();
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
        boolean cutsSessions = all.stream().anyMatch(Paths::isOfSession);
        Set<String> read = new HashSet<>(all);
        all.stream().filter(Paths::isOfSession).forEach(path -> read.addAll(ofEvents(path)));
        return new Reads(cutsSessions || selectors.stream().anyMatch(Selector::isAny), names, read, cutsSessions);
    }

    /**
     * The same of a fold whose answer is broken down.
     *
     * @param by by what
     */
    public static Reads of(
            Scope scope, Collection<Selector> selectors, Collection<String> paths, Optional<Breakdown> by) {
        List<Selector> allSelectors = new ArrayList<>(selectors);
        by.flatMap(Breakdown::attribution).ifPresent(attribution -> allSelectors.add(attribution.of()));
        List<String> allPaths = new ArrayList<>(paths);
        by.ifPresent(breakdown -> allPaths.add(breakdown.path()));
        return of(scope, allSelectors, allPaths);
    }

    /** The paths of events that a path of a session is read from. */
    private static List<String> ofEvents(String sessionPath) {
        return Paths.isOfSessionCampaign(sessionPath)
                ? List.of(Paths.CAMPAIGN, Paths.ofEvent(sessionPath))
                : List.of(Paths.PAGE, "event");
    }
}
