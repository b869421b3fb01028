package io.footfall.timeline;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.IdentityKey;
import io.footfall.event.PackedDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Timelines that are told event by event, and read back as texts. */
final class Told {
    static final PackedDocument NOTHING =
            new DocumentWriter(8).startObject().endObject().toDocument();

    private final Timelines timelines;
    private final Set<Integer> changed = new HashSet<>();
    private long sequence;

    Told(long seed) {
        this(new Timelines(seed), 0);
    }

    /** What goes on from timelines that are complete up to a sequence. */
    Told(Timelines timelines, long sequence) {
        this.timelines = timelines;
        this.sequence = sequence;
    }

    static Event event(String messageId, @Nullable String user, @Nullable String anonymous, long timestamp) {
        return new Event(
                EventType.TRACK, "Seen", "web", messageId, user, anonymous, null, timestamp, timestamp, NOTHING);
    }

    static Event alias(String messageId, String previous, String user, long timestamp) {
        return new Event(
                EventType.ALIAS, "Alias", "web", messageId, user, null, previous, timestamp, timestamp, NOTHING);
    }

    static Event identify(String messageId, String user, long timestamp, String trait, @Nullable String value) {
        DocumentWriter document =
                new DocumentWriter(64).startObject().key("traits").startObject().key(trait);
        PackedDocument traits = (value == null ? document.nothing() : document.text(value))
                .endObject()
                .endObject()
                .toDocument();
        return new Event(
                EventType.IDENTIFY, "Identify", "web", messageId, user, null, null, timestamp, timestamp, traits);
    }

    Inserted take(Event event) {
        sequence++;
        return timelines.insert(event, sequence, changed::add);
    }

    View publish() {
        changed.clear();
        return timelines.publish(sequence);
    }

    TimelinesPicture picture() {
        return timelines.picture(sequence);
    }

    Timelines timelines() {
        return timelines;
    }

    /** The heads of customers that changed since the last view otherwise than by one more event. */
    Set<Integer> changed() {
        return changed;
    }

    /** All customers of a view: the ids of each in order, and the events as {@code timestamp#sequence}. */
    static Set<String> customers(View view) {
        Set<String> customers = new TreeSet<>();
        TimelineReader reader = new TimelineReader(view, Long.MAX_VALUE);
        for (int identity = 0; identity < view.identities(); identity++) {
            if (view.isHead(identity)) {
                String events = String.join(" ", events(reader, identity));
                if (!events.isEmpty()) {
                    customers.add(ids(view, identity) + ": " + events);
                }
            }
        }
        return customers;
    }

    static List<String> events(TimelineReader reader, int customer) {
        List<String> events = new ArrayList<>();
        reader.open(customer);
        while (reader.next()) {
            events.add(reader.event().timestamp() + "#" + reader.event().sequence());
        }
        return events;
    }

    private static String ids(View view, int head) {
        Set<String> ids = new TreeSet<>();
        int identity = head;
        do {
            IdentityKey key = view.key(identity);
            ids.add((key.isUser() ? "user " : "anonymous ") + key.id());
            identity = view.nextIdentity(identity);
        } while (identity != head);
        return String.join(", ", ids);
    }
}
