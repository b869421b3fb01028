package io.footfall.eventlog;

import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import java.util.List;

/**
 * What enters the log together: all of it is safe after one sync, or none of it is published.
 *
 * @param events the admitted events, in the order that gives them their sequences
 * @param quarantined the items set aside; they take no sequence
 * @param controls control records of the catalog, opaque here; each takes one sequence, after the events
 */
public record Append(List<Event> events, List<QuarantinedItem> quarantined, List<byte[]> controls) {

    /** Copies the lists. */
    public Append {
        events = List.copyOf(events);
        quarantined = List.copyOf(quarantined);
        controls = List.copyOf(controls);
    }

    /** Events alone. */
    public static Append ofEvents(List<Event> events) {
        return new Append(events, List.of(), List.of());
    }

    /** One control record alone. */
    public static Append ofControl(byte[] control) {
        return new Append(List.of(), List.of(), List.of(control));
    }

    /** How many sequences it takes. */
    public int sequences() {
        return events.size() + controls.size();
    }
}
