package io.footfall.connect.sources;

import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Where versions of lookup tables go that were read. */
public interface LookupSink {
    /** The names of the tables there are. */
    Set<String> names();

    /** The version that answers are read through; empty if there is none, or it cannot be read. */
    Optional<LookupVersion> current(String name);

    /**
     * Makes another version the current one; it is when this returns.
     *
     * @param text its {@linkplain io.footfall.catalog.LookupText text}
     */
    void keep(LookupShape shape, byte[] text, long rows) throws IOException, InterruptedException;

    /** Takes a table away. */
    void drop(String name) throws IOException, InterruptedException;
}
