package io.footfall.history.files;

import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import java.util.Iterator;
import java.util.List;

/** What is sealed, read in the order and the form of the log it came from, without second deliveries. Not thread-safe. */
public interface SealedEvents extends Iterator<Committed>, AutoCloseable {

    /** What of it is damaged or missing, as far as it was read. */
    List<Damage> damage();

    @Override
    void close();
}
