package io.footfall.connect.files;

import java.time.Instant;
import java.util.List;

/**
 * What a mapping finds on one row.
 *
 * @param userId empty if there is none
 * @param anonymousId empty if there is none
 * @param cells one a field of the mapping
 */
record Facts(String userId, String anonymousId, String event, Instant at, List<Cell> cells) {

    Facts {
        cells = List.copyOf(cells);
    }
}
