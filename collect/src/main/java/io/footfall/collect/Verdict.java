package io.footfall.collect;

import io.footfall.event.Event;

/** What an item turned out to be. */
sealed interface Verdict {
    /** An event. {@code hasFallenBack} says that an id was none, so that it counts under its other one. */
    record Admitted(Event event, boolean hasFallenBack) implements Verdict {}

    /** An item to be set aside. */
    record Quarantined(Reason reason) implements Verdict {}
}
