package io.footfall.connect.sources;

import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/**
 * How far the changes of a table were read.
 *
 * @param database the number that the database was given when it was made
 * @param at where its log goes on behind what was read
 * @param isBegun whether the rows that were there before are read; if not, they have to be read again
 */
record ChangesPosition(String database, LogSequenceNumber at, boolean isBegun) {

    /** The position as it is kept. */
    String text() {
        return "1 " + database + " " + at.asString() + " " + (isBegun ? "changes" : "rows");
    }

    /** Reads what is kept; empty if only another program understands it. */
    static Optional<ChangesPosition> of(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4 || !parts[0].equals("1")) {
            return Optional.empty();
        }
        return Optional.of(
                new ChangesPosition(parts[1], LogSequenceNumber.valueOf(parts[2]), parts[3].equals("changes")));
    }
}
