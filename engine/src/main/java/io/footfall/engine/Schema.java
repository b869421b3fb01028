package io.footfall.engine;

import io.footfall.question.AsOf;
import io.footfall.timeline.LookupTable;
import io.footfall.timeline.Value;
import java.util.List;
import java.util.OptionalLong;

/**
 * What events there are, and what they say: for whoever writes a question.
 *
 * @param asOf when this is true
 * @param eventTime the timestamp of the newest event before the as-of, in milliseconds since 1970 UTC
 * @param events the names, the most frequent first, at most {@link #EVENTS_MAX}
 * @param eventsLeftOut how many more names there are
 * @param properties the paths, the most frequent first, at most {@link #PROPERTIES_MAX}
 * @param propertiesLeftOut how many more paths there are
 * @param lookups the lookup tables
 */
public record Schema(
        AsOf asOf,
        OptionalLong eventTime,
        List<Name> events,
        int eventsLeftOut,
        List<Property> properties,
        int propertiesLeftOut,
        List<LookupTable> lookups) {
    /** The most names that are listed. */
    public static final int EVENTS_MAX = 1_000;

    /** The most paths that are listed. */
    public static final int PROPERTIES_MAX = 1_000;

    /** The most distinct values of a path that are counted; past it, which and how many there are is not told. */
    public static final int DISTINCT_MAX = 10_000;

    /** How many of a path's values are told. */
    public static final int TOP_MAX = 10;

    /** Copies the lists. */
    public Schema {
        events = List.copyOf(events);
        properties = List.copyOf(properties);
        lookups = List.copyOf(lookups);
    }

    /**
     * A name of events.
     *
     * @param type the word of the call it came by most, such as {@code track}
     * @param count how many events have it
     * @param lastSeen the newest timestamp among them, in milliseconds since 1970 UTC
     */
    public record Name(String name, String type, long count, long lastSeen) {}

    /**
     * A path under which events say something.
     *
     * @param path as it is written in a question
     * @param count how many events have a value there
     * @param types how many of those are a text, a number and so on, those that occur
     * @param distinct how many different values there are; empty if more than {@link #DISTINCT_MAX}
     * @param top the most frequent texts, numbers and booleans, with how often each is there; empty if there are more than
     *     {@link #DISTINCT_MAX} different values
     * @param isInMemory whether all that events say there is in memory; where nothing is, it is counted with what happened before what is
     *     kept, and which values there are is not told
     */
    public record Property(
            String path, long count, List<Typed> types, OptionalLong distinct, List<Counted> top, boolean isInMemory) {
        /** Copies the lists. */
        public Property {
            types = List.copyOf(types);
            top = List.copyOf(top);
        }
    }

    /** How many values are of a type: {@code text}, {@code number}, {@code boolean}, {@code list} or {@code object}. */
    public record Typed(String type, long count) {}

    /** A value, and how many events have it. */
    public record Counted(Value value, long count) {}
}
