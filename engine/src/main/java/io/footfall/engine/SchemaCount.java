package io.footfall.engine;

import io.footfall.event.EventType;
import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Value;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.Int2LongMap;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts names, paths and values over all events of a moment, on the thread that asks. It stops counting the values of a path
 * that has too many, so what it needs does not grow with the data.
 */
final class SchemaCount {
    private static final List<String> TYPES = List.of("text", "number", "boolean", "list", "object");

    /** The most distinct values that are counted at once, of all paths together. */
    private static final int VALUES_MAX = 2_000_000;

    private final View view;
    private final Moment moment;
    private final Vocabulary vocabulary;
    private final Int2ObjectOpenHashMap<OfName> names = new Int2ObjectOpenHashMap<>();
    private final Int2ObjectOpenHashMap<OfPath> paths = new Int2ObjectOpenHashMap<>();

    /** Slices may still have some of it. */
    private final Set<String> leftOut;

    private int valueCount;

    SchemaCount(Moment moment) {
        this.moment = moment;
        this.view = moment.view();
        this.vocabulary = view.vocabulary();
        this.leftOut = vocabulary.leftOut();
    }

    /** What is counted of one name. */
    private static final class OfName {
        private final long[] byType = new long[EventType.values().length];
        private long count;
        private long lastSeen = Long.MIN_VALUE;

        void take(EventView event) {
            count++;
            byType[event.type().ordinal()]++;
            lastSeen = Math.max(lastSeen, event.timestamp());
        }

        EventType type() {
            int most = 0;
            for (int i = 1; i < byType.length; i++) {
                most = byType[i] > byType[most] ? i : most;
            }
            return EventType.values()[most];
        }
    }

    /** What is counted of one path: its values until there are too many, then their types. */
    private static final class OfPath {
        private long count;
        private final long[] byType = new long[TYPES.size()];
        private @Nullable Int2LongOpenHashMap values = new Int2LongOpenHashMap();
    }

    Schema count() {
        TimelineReader reader = new TimelineReader(view, moment.endMillis());
        for (int identity = 0; identity < view.identities(); identity++) {
            if (view.isHead(identity)) {
                reader.open(identity);
                while (reader.next()) {
                    take(reader.event());
                }
            }
        }
        leftOut.forEach(path -> paths.remove(vocabulary.path(path)));
        paths.values().forEach(this::countTypes);
        List<Schema.Name> events = events();
        List<Schema.Property> properties = properties();
        return new Schema(
                moment.asOf(),
                moment.eventTime(),
                events,
                names.size() - events.size(),
                properties,
                paths.size() + leftOut.size() - properties.size(),
                view.lookups().all());
    }

    private void take(EventView event) {
        names.computeIfAbsent(event.name(), ignored -> new OfName()).take(event);
        event.forEachValue(this::take);
    }

    private void take(int path, int value) {
        OfPath of = paths.get(path);
        if (of == null) {
            of = new OfPath();
            paths.put(path, of);
        }
        of.count++;
        if (of.values == null) {
            of.byType[type(vocabulary.value(value))]++;
            return;
        }
        int known = of.values.size();
        of.values.addTo(value, 1);
        valueCount += of.values.size() - known;
        if (of.values.size() > Schema.DISTINCT_MAX || valueCount > VALUES_MAX) {
            countTypes(of);
            valueCount -= of.values.size();
            of.values = null;
        }
    }

    private void countTypes(OfPath of) {
        if (of.values != null) {
            for (Int2LongMap.Entry entry : of.values.int2LongEntrySet()) {
                of.byType[type(vocabulary.value(entry.getIntKey()))] += entry.getLongValue();
            }
        }
    }

    private static int type(Value value) {
        return switch (value) {
            case Value.Text ignored -> 0;
            case Value.Number ignored -> 1;
            case Value.Bool ignored -> 2;
            case Value.Array ignored -> 3;
            case Value.Structure ignored -> 4;
        };
    }

    private List<Schema.Name> events() {
        List<Schema.Name> events = new ArrayList<>();
        names.int2ObjectEntrySet().forEach(entry -> {
            OfName of = entry.getValue();
            events.add(new Schema.Name(
                    vocabulary.textOf(entry.getIntKey()), of.type().word(), of.count, of.lastSeen));
        });
        return most(events, Schema.Name::count, Schema.Name::name, Schema.EVENTS_MAX);
    }

    private List<Schema.Property> properties() {
        List<Schema.Property> properties = new ArrayList<>();
        for (String path : leftOut) {
            properties.add(leftOut(path));
        }
        paths.int2ObjectEntrySet()
                .forEach(entry -> properties.add(property(vocabulary.pathOf(entry.getIntKey()), entry.getValue())));
        return most(properties, Schema.Property::count, Schema.Property::path, Schema.PROPERTIES_MAX);
    }

    private Schema.Property property(String path, OfPath of) {
        List<Schema.Typed> types = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            if (of.byType[i] > 0) {
                types.add(new Schema.Typed(TYPES.get(i), of.byType[i]));
            }
        }
        return new Schema.Property(
                path,
                of.count,
                types,
                of.values == null ? OptionalLong.empty() : OptionalLong.of(of.values.size()),
                of.values == null ? List.of() : top(of.values),
                vocabulary.isComplete(path));
    }

    /** What is known of a path under which nothing is in memory. */
    private Schema.Property leftOut(String path) {
        long[] said = vocabulary.said(path);
        List<Schema.Typed> types = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            if (said[i] > 0) {
                types.add(new Schema.Typed(TYPES.get(i), said[i]));
            }
        }
        return new Schema.Property(path, LongStream.of(said).sum(), types, OptionalLong.empty(), List.of(), false);
    }

    private List<Schema.Counted> top(Int2LongOpenHashMap values) {
        List<Schema.Counted> counted = new ArrayList<>();
        for (Int2LongMap.Entry entry : values.int2LongEntrySet()) {
            Value value = vocabulary.value(entry.getIntKey());
            if (value.isScalar()) {
                counted.add(new Schema.Counted(value, entry.getLongValue()));
            }
        }
        return most(counted, Schema.Counted::count, Schema.Counted::value, Schema.TOP_MAX);
    }

    /** Those that are there most often, ties in ascending order. */
    private static <T, C extends Comparable<? super C>> List<T> most(
            List<T> all, ToLongFunction<T> count, Function<T, C> tie, int max) {
        all.sort(Comparator.comparingLong(count).reversed().thenComparing(tie));
        return all.subList(0, Math.min(max, all.size()));
    }
}
