package io.footfall.reconcile;

import io.footfall.engine.LookupFolder;
import io.footfall.eventlog.Committed;
import java.util.Iterator;
import java.util.function.Consumer;

/** What was ever received, in the order of the log. It can be read again and again, and may have grown by then. */
@FunctionalInterface
public interface Received {
    /** Hands all of it to a reader, which is done with it when this returns. */
    void read(Consumer<Iterator<Committed>> reader);

    /** Where the versions of lookup tables are. */
    default LookupFolder lookups() {
        return LookupFolder.NONE;
    }
}
