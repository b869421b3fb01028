package io.footfall.question.audience;

import io.footfall.question.Row;
import io.footfall.question.RowKey;
import io.footfall.timeline.Value;
import java.util.Set;

/** The rows of an audience's sum: members, those who were none 24 hours ago, and those who were and are none now. */
final class AudienceRows {
    static final String ENTERED_24H = "entered24h";
    static final String LEFT_24H = "left24h";

    static final long MEMBERS = Row.of(0, 0, 0, Row.COUNT);
    static final long ENTERED = Row.of(0, 0, 1, Row.COUNT);
    static final long LEFT = Row.of(0, 0, 2, Row.COUNT);

    private static final String STANDING = "standing";

    private AudienceRows() {}

    /** The row that is meant: that of members, unless the field {@code standing} says another. */
    static long named(RowKey key) {
        key.requireOnly(Set.of(STANDING));
        if (!key.fields().containsKey(STANDING)) {
            return MEMBERS;
        }
        String expected = ENTERED_24H + " or " + LEFT_24H;
        Value standing = key.required(STANDING, expected);
        if (standing.equals(new Value.Text(ENTERED_24H))) {
            return ENTERED;
        }
        if (standing.equals(new Value.Text(LEFT_24H))) {
            return LEFT;
        }
        throw key.noSuchRow(STANDING, expected);
    }
}
