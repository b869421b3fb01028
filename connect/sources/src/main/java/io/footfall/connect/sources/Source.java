package io.footfall.connect.sources;

import java.io.IOException;

/** Something that is read further and further. Owned by one thread. */
interface Source extends AutoCloseable {

    /**
     * Delivers what is new.
     *
     * @return whether there was something, so that there may be more at once
     * @throws IOException if it cannot be read now; it is tried again after a while
     */
    boolean step(Delivery delivery) throws IOException, InterruptedException;

    /** Gives back what is open. */
    @Override
    void close();
}
