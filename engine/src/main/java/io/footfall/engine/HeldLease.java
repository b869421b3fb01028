package io.footfall.engine;

import io.footfall.history.files.History;
import io.footfall.history.sql.Lease;

/**
 * A {@link Lease} whose files and log are kept until it is closed.
 *
 * @param lease what may be seen
 * @param hold what keeps it
 */
public record HeldLease(Lease lease, History.Hold hold) implements AutoCloseable {
    @Override
    public void close() {
        hold.close();
    }
}
