package io.footfall.engine;

import io.footfall.catalog.Catalog;
import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.Pin;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.timeline.TimelineReader;
import io.footfall.wire.QuestionJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Catalog catalog = new Catalog();
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

    /** Takes in a control record. */
    void apply(ControlRecord record) {
        catalog.apply(record);
        switch (record) {
            case ControlRecord.Pinned(Pin pin) -> {
                pin(pin);
                tell(pin.name());
            }
            case ControlRecord.Unpinned(String name) -> {
                unpin(name);
                tell(name);
            }
            case ControlRecord.Moved moved -> {}
        }
    }

    /** How far a source was read, by its units. */
    SortedMap<String, String> positions(String source) {
        return catalog.positions(source);
    }

    private void tell(String changed) {
        published = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        listeners.tell(changed);
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

    private void pin(Pin pin) {
        try {
            Question question = QuestionJson.read(pin.question().getBytes(StandardCharsets.UTF_8));
            byName.compute(
                    pin.name(),
                    (name, older) -> older == null
                            ? new PinnedQuestion(
                                    pin, question, upkeeps, new Listeners<>(listenerFailures), new Waiters<>())
                            : older.replacedBy(pin, question));
        } catch (InvalidQuestionException e) {
            LOGGER.atWarn()
                    .setMessage("a pinned question cannot be read and is left out")
                    .addKeyValue("name", pin.name())
                    .addKeyValue("reason", e.getMessage())
                    .log();
        }
    }

    private void unpin(String name) {
        PinnedQuestion gone = byName.remove(name);
        if (gone != null) {
            gone.unpinned();
        }
    }
}
