package io.footfall.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is pinned, as the log's control records say.
 *
 * <p>One thread applies the records, in the order of the log; any thread may read, and sees a whole state.
 */
public final class Catalog {
    /** How many questions may be pinned unless told otherwise. */
    public static final int PINS_MAX = 200;

    private final int pinsMax;
    private volatile SortedMap<String, Pin> pins = Collections.emptySortedMap();

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
        SortedMap<String, Pin> next = new TreeMap<>(pins);
        switch (record) {
            case ControlRecord.Pinned(Pin pin) -> next.put(pin.name(), pin);
            case ControlRecord.Unpinned(String name) -> next.remove(name);
        }
        pins = Collections.unmodifiableSortedMap(next);
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

    /** The pin of that name. */
    public Optional<Pin> pin(String name) {
        return Optional.ofNullable(pins.get(name));
    }
}
