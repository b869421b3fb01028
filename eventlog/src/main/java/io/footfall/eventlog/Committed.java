package io.footfall.eventlog;

import io.footfall.event.Event;
import io.footfall.event.QuarantinedItem;
import java.util.List;

/**
 * An {@link Append} that is safe on disk, with its place in the log.
 *
 * <p>Event {@code i} has the sequence {@code firstSequence + i}; then each control record takes one. Quarantined items
 * take none.
 *
 * @param firstSequence the sequence of the first event or control; if there is neither, the one the next would get
 * @param events the events, in order
 * @param quarantined the items set aside
 * @param controls the control records, in order
 */
public record Committed(
        long firstSequence, List<Event> events, List<QuarantinedItem> quarantined, List<byte[]> controls) {

    /** The last sequence it took; one less than the first if it took none. */
    public long lastSequence() {
        return firstSequence + events.size() + controls.size() - 1;
    }
}
