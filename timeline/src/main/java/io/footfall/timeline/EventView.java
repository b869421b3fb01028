package io.footfall.timeline;

import io.footfall.event.EventType;

/**
 * The event a {@link TimelineReader} stands at. It is one object that moves: keep what it says, not itself.
 *
 * <p>Names and values come as numbers of the {@link Vocabulary}.
 */
public final class EventView {
    private static final int[] NO_TRAITS = {};

    private Events events;
    private int index;
    private int[] traitPaths;
    private int[] traitValues;

    /** One of a reader that was not asked for traits. */
    EventView(Events events, int index) {
        this.events = events;
        this.index = index;
        this.traitPaths = NO_TRAITS;
        this.traitValues = NO_TRAITS;
    }

    EventView(Events events, int[] traitPaths) {
        this.events = events;
        this.traitPaths = traitPaths;
        this.traitValues = new int[traitPaths.length];
    }

    /** Knows from now on the traits that another view knows. */
    void takeTraits(EventView other) {
        traitPaths = other.traitPaths;
        traitValues = other.traitValues;
    }

    Events events() {
        return events;
    }

    int index() {
        return index;
    }

    @SuppressWarnings(
            "ReferenceEquality") // A reference is only written where it changes: the collector watches each write.
    void moveTo(Events newEvents, int newIndex) {
        if (events != newEvents) {
            events = newEvents;
        }
        index = newIndex;
    }

    /** When it happened, in milliseconds since 1970 UTC. */
    public long timestamp() {
        return events.timestamps[index];
    }

    /** Its place in the log: what orders events of the same millisecond. */
    public long sequence() {
        return events.sequence(index);
    }

    /** The number of its name. */
    public int name() {
        return events.name(index);
    }

    /** The kind of call it was. */
    public EventType type() {
        return EventType.of(events.type(index));
    }

    /** Whether the customer did something, by its type alone: a track, page or screen call. */
    public boolean isActivityType() {
        return events.type(index) <= 3;
    }

    /** Whether it is a page or a screen that the customer looked at. */
    public boolean isPageOrScreen() {
        EventType type = type();
        return type == EventType.PAGE || type == EventType.SCREEN;
    }

    /** When it arrived, in milliseconds since 1970 UTC. */
    public long receivedAt() {
        return timestamp() + events.receivedAfter(index);
    }

    /** The number of its value under a path, or 0 if it has none. */
    public int value(int path) {
        return events.value(index, path);
    }

    /** The number of the customer's newest value of a trait before the as-of; one of the reader's trait paths. */
    public int trait(int path) {
        for (int i = 0; i < traitPaths.length; i++) {
            if (traitPaths[i] == path) {
                return traitValues[i];
            }
        }
        throw new IllegalArgumentException("the reader was not opened with the trait path " + path);
    }

    /** Hands each path and value number of this event to {@code pairs}. */
    public void forEachValue(Pairs pairs) {
        events.forEach(index, pairs);
    }

    void clearTraits() {
        java.util.Arrays.fill(traitValues, Vocabulary.NONE);
    }

    /** Takes over the traits this identify call sets. */
    void collectTraits() {
        if (events.type(index) == EventType.IDENTIFY.code()) {
            for (int i = 0; i < traitPaths.length; i++) {
                int value = value(traitPaths[i]);
                if (value != Vocabulary.NONE) {
                    traitValues[i] = value;
                }
            }
        }
    }

    /** Takes pairs of path and value numbers. */
    @FunctionalInterface
    public interface Pairs {
        /** One value and the path it lies under. */
        void take(int path, int value);
    }
}
