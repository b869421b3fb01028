package io.footfall.history.files;

import java.util.Map;

/**
 * What a snapshot of timelines was made from.
 *
 * @param sequence up to where it is complete
 * @param files the checksums of the files of events that there were, by their names
 */
public record MadeFrom(long sequence, Map<String, Integer> files) {
    /** Where there is no snapshot. */
    public static final MadeFrom NOTHING = new MadeFrom(0, Map.of());

    /** Copies the map. */
    public MadeFrom {
        files = Map.copyOf(files);
    }
}
