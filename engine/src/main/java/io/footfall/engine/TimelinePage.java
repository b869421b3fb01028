package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Some events of a customer, the newest first.
 *
 * @param customer the id they are called by
 * @param events the events
 * @param hasMore whether there are earlier ones
 * @param isFromFiles whether not all that this says was in memory
 */
public record TimelinePage(IdentityKey customer, List<Entry> events, boolean hasMore, boolean isFromFiles) {

    /** Copies the list. */
    public TimelinePage {
        events = List.copyOf(events);
    }

    /**
     * An event.
     *
     * @param timestamp when it happened, in milliseconds since 1970 UTC
     * @param receivedAt when it arrived
     * @param sequence its place in the log
     * @param values what it says, by path, in the order it was sent
     */
    public record Entry(
            String event, String type, long timestamp, long receivedAt, long sequence, List<PathValue> values) {
        /** Copies the list. */
        public Entry {
            values = List.copyOf(values);
        }
    }

    /** A value and the path it lies under. */
    public record PathValue(String path, Value value) {}

    /** A place on a timeline. */
    public record Place(long timestamp, long sequence) {
        boolean isAfter(long otherTimestamp, long otherSequence) {
            return otherTimestamp < timestamp || (otherTimestamp == timestamp && otherSequence < sequence);
        }
    }

    /** The newest events before a place. */
    static TimelinePage read(Moment moment, int head, Place before, int limit) {
        Vocabulary vocabulary = moment.view().vocabulary();
        TimelineReader reader = new TimelineReader(moment.view(), moment.endMillis());
        reader.open(head);
        Deque<Entry> newest = new ArrayDeque<>();
        boolean hasMore = false;
        while (reader.next()
                && before.isAfter(reader.event().timestamp(), reader.event().sequence())) {
            if (newest.size() == limit) {
                newest.removeLast();
                hasMore = true;
            }
            List<PathValue> values = new ArrayList<>();
            reader.event()
                    .forEachValue((path, value) ->
                            values.add(new PathValue(vocabulary.pathOf(path), vocabulary.value(value))));
            newest.addFirst(new Entry(
                    vocabulary.textOf(reader.event().name()),
                    reader.event().type().word(),
                    reader.event().timestamp(),
                    reader.event().receivedAt(),
                    reader.event().sequence(),
                    values));
        }
        return new TimelinePage(moment.view().nameOf(head), List.copyOf(newest), hasMore, false);
    }
}
