package io.footfall.simulate;

import java.util.Optional;

/** Something that unfolds event by event: a visit, or an email and what its reader does. */
interface Script {

    /** When the next event happens, in milliseconds since 1970. */
    long at();

    /** Whether there is no next event. */
    boolean isOver();

    /** The next event as a finished item; moves on to the one after. */
    byte[] play(String messageId);

    /** A visit that the last event led to. */
    default Optional<Script> ledTo() {
        return Optional.empty();
    }
}
