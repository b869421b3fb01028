package io.footfall.testkit;

import io.footfall.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * An event and its place in the log.
 *
 * @param sequence its place
 * @param event the event
 */
public record Admitted(long sequence, Event event) {

    /** Events as the log numbers them, the first with {@code firstSequence}. */
    public static List<Admitted> number(long firstSequence, List<Event> events) {
        List<Admitted> numbered = new ArrayList<>(events.size());
        for (Event event : events) {
            numbered.add(new Admitted(firstSequence + numbered.size(), event));
        }
        return numbered;
    }
}
