package io.footfall.engine;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.LookupVersion;
import io.footfall.catalog.Pin;
import io.footfall.catalog.Repairs;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.timeline.TimelineReader;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All pinned questions, as the control records of the log say.
 *
 * <p>Owned by the engine's thread; any thread may read what is {@linkplain #published}.
 */
final class Pins {
    private static final Logger LOGGER = LoggerFactory.getLogger(Pins.class);

    private final Upkeeps upkeeps;
    private final LongAdder listenerFailures;
    private final Listeners<String> listeners;
    private volatile Catalog catalog = new Catalog();
    private final Map<String, PinnedQuestion> byName = new LinkedHashMap<>();
    private volatile Map<String, PinnedQuestion> published = Map.of();

    Pins(Upkeeps upkeeps, LongAdder listenerFailures) {
        this.upkeeps = upkeeps;
        this.listenerFailures = listenerFailures;
        this.listeners = new Listeners<>(listenerFailures);
    }

    /** Hands the names under which another question is pinned, or none any more, to a listener. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The pinned questions by their names, in the order they were pinned. */
    Map<String, PinnedQuestion> published() {
        return published;
    }

    /**
     * Takes in a control record; one that would leave questions without the audience they refer to changes nothing. What is read here
     * depends on the records before alone, so it is the same at every start.
     */
    void apply(ControlRecord record) {
        Set<String> changed = new LinkedHashSet<>();
        try {
            switch (record) {
                case ControlRecord.Pinned(Pin pin) -> changed.addAll(pin(pin));
                case ControlRecord.Unpinned(String name) -> {
                    PinnedAudiences.requireUnused(name, byName.values());
                    unpin(name);
                    changed.add(name);
                }
                case ControlRecord.Moved ignored -> {}
                case ControlRecord.LookedUp ignored -> {}
                case ControlRecord.LookupDropped ignored -> {}
                case ControlRecord.Repaired ignored -> {}
                case ControlRecord.KeptFrom ignored -> {}
            }
        } catch (InvalidQuestionException e) {
            LOGGER.atWarn()
                    .setMessage("a pin that was recorded is left out")
                    .addKeyValue("record", record)
                    .addKeyValue("reason", e.getMessage())
                    .log();
            return;
        }
        catalog.apply(record);
        if (!changed.isEmpty()) {
            published = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
            changed.forEach(listeners::tell);
        }
    }

    /** Forgets all records. */
    void clear() {
        byName.values().forEach(PinnedQuestion::unpinned);
        byName.clear();
        catalog = new Catalog();
        published = Map.of();
    }

    /** The current versions of lookup tables; another map whenever one changes. */
    SortedMap<String, LookupVersion> lookups() {
        return catalog.lookups();
    }

    /** Events that happened before are not kept. */
    long historyFrom() {
        return catalog.historyFrom();
    }

    /** How far a source was read, by its units. */
    SortedMap<String, String> positions(String source) {
        return catalog.positions(source);
    }

    /** Which quarantined items were repaired. */
    Repairs repairs() {
        return catalog.repairs();
    }

    /** The paths that they read. */
    Set<String> paths() {
        Set<String> paths = new HashSet<>();
        byName.values()
                .forEach(
                        pinned -> paths.addAll(Asking.readsOf(pinned.question()).paths()));
        return paths;
    }

    /** Brings all that is kept from one moment to the next. */
    void advance(Arrivals.Arrived arrived, Moment before, Moment now) {
        if (byName.isEmpty()) {
            return;
        }
        Runs runs = Runs.of(arrived, before, now);
        TimelineReader beforeReader = runs.readBefore();
        TimelineReader nowReader = runs.readNow();
        for (PinnedQuestion pinned : byName.values()) {
            pinned.advance(runs, beforeReader, nowReader);
        }
    }

    /** Has everything folded again: all timelines may be others. */
    void restate() {
        byName.values().forEach(PinnedQuestion::restate);
    }

    /** Publishes the answers at a moment. */
    void publish(Moment moment) {
        for (PinnedQuestion pinned : byName.values()) {
            pinned.publish(moment);
        }
    }

    /** About how much heap they take, in bytes. */
    long heapBytes() {
        return byName.values().stream()
                .mapToLong(pinned -> pinned.cost().heapBytes())
                .sum();
    }

    boolean isAtWork() {
        return byName.values().stream().anyMatch(PinnedQuestion::isAtWork);
    }

    /** Pins a question, and anew those that refer to it; the names of all of them. */
    private Set<String> pin(Pin pin) {
        Map<String, Question> read = PinnedAudiences.read(pin.name(), pin.question(), byName.values());
        read.forEach((name, question) -> byName.compute(name, (ignored, older) -> {
            Pin named = older == null || name.equals(pin.name()) ? pin : older.pin();
            return older == null
                    ? new PinnedQuestion(named, question, upkeeps, new Listeners<>(listenerFailures), new Waiters<>())
                    : older.replacedBy(named, question);
        }));
        return read.keySet();
    }

    private void unpin(String name) {
        PinnedQuestion gone = byName.remove(name);
        if (gone != null) {
            gone.unpinned();
        }
    }
}
