package io.footfall.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * What is pinned, which versions of lookup tables are current, how far sources were read, what was repaired, and from when on history is
 * kept, as the log's control records say.
 *
 * <p>One thread applies the records, in the order of the log; any thread may read, and sees a whole state.
 */
public final class Catalog {
    /** How many questions may be pinned unless told otherwise. */
    public static final int PINS_MAX = 200;

    private final int pinsMax;
    private volatile SortedMap<String, Pin> pins = Collections.emptySortedMap();
    private volatile LookupVersions lookups = LookupVersions.NONE;
    private final Repairs repairs = new Repairs();
    private volatile long historyFrom;

    /** The positions of each source by their units; they are many and change often, so they are changed in place. */
    private final Map<String, ConcurrentNavigableMap<String, String>> positions = new ConcurrentHashMap<>();

    /** An empty catalog of up to {@link #PINS_MAX} pins. */
    public Catalog() {
        this(PINS_MAX);
    }

    /** An empty catalog of up to {@code pinsMax} pins. */
    public Catalog(int pinsMax) {
        this.pinsMax = pinsMax;
    }

    /**
     * Applies one control record. One that only a newer program knows changes nothing. The limit is not checked here:
     * what is in the log was admitted.
     *
     * @throws io.footfall.event.CorruptBytesException if the bytes are no control record
     */
    public void apply(byte[] control) {
        ControlRecord.read(control).ifPresent(this::apply);
    }

    /** Applies one control record. */
    public void apply(ControlRecord record) {
        switch (record) {
            case ControlRecord.Pinned(Pin pin) -> pins = changed(pins, next -> next.put(pin.name(), pin));
            case ControlRecord.Unpinned(String name) -> pins = changed(pins, next -> next.remove(name));
            case ControlRecord.LookedUp(LookupVersion version) -> lookups = lookups.with(version);
            case ControlRecord.LookupDropped(String name) -> lookups = lookups.without(name);
            case ControlRecord.Repaired repaired -> repairs.add(repaired);
            case ControlRecord.KeptFrom(long millis) -> historyFrom = Math.max(historyFrom, millis);
            case ControlRecord.Moved(SourcePosition to) ->
                positions
                        .computeIfAbsent(to.source(), source -> new ConcurrentSkipListMap<>())
                        .put(to.unit(), to.at());
        }
    }

    private static <T> SortedMap<String, T> changed(SortedMap<String, T> from, Consumer<SortedMap<String, T>> change) {
        SortedMap<String, T> next = new TreeMap<>(from);
        change.accept(next);
        return Collections.unmodifiableSortedMap(next);
    }

    /**
     * Checks that a pin of this name may be added, or replaced.
     *
     * @throws PinLimitException if there are as many as there may be
     */
    public void requireRoomFor(String name) {
        SortedMap<String, Pin> now = pins;
        if (now.size() >= pinsMax && !now.containsKey(name)) {
            throw new PinLimitException(name, pinsMax);
        }
    }

    /** All pins, by name. */
    public List<Pin> pins() {
        return List.copyOf(pins.values());
    }

    /** The current version of each lookup table, by name; another map whenever one changes. */
    public SortedMap<String, LookupVersion> lookups() {
        return lookups.current();
    }

    /** The versions of lookup tables that are kept. */
    public LookupVersions lookupVersions() {
        return lookups;
    }

    /** Which quarantined items were repaired. */
    public Repairs repairs() {
        return repairs;
    }

    /** Events that happened before are not kept, in milliseconds since 1970 UTC; 0 if all are. It never goes back. */
    public long historyFrom() {
        return historyFrom;
    }

    /** How far a source was read, by its units. */
    public SortedMap<String, String> positions(String source) {
        SortedMap<String, String> found = positions.get(source);
        return found == null ? Collections.emptySortedMap() : new TreeMap<>(found);
    }

    /** The pin of that name. */
    public Optional<Pin> pin(String name) {
        return Optional.ofNullable(pins.get(name));
    }
}
