package io.footfall.question.trend;

import io.footfall.question.Changes;
import io.footfall.question.Visibility;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Until when one customer is counted in which rows.
 *
 * <p>A customer is in a row while any of their events in it is seen, and is counted once. As seconds never go back, the
 * stretches in which single events are seen either overlap the last one, which then grows, or come after it.
 */
final class Presence {
    private static final long NO_ROW = -1;
    private static final long NOT_YET = Long.MIN_VALUE;
    private static final int KEPT_ROWS_MAX = 32;

    private final boolean comesBackToRows;
    private long row = NO_ROW;
    private long until = NOT_YET;
    private @Nullable Long2LongOpenHashMap others;

    /** {@code comesBackToRows} says whether rows alternate, as by a breakdown; else each row is over when the next begins. */
    Presence(boolean comesBackToRows) {
        this.comesBackToRows = comesBackToRows;
    }

    void clear() {
        row = NO_ROW;
        until = NOT_YET;
        if (others != null) {
            if (others.size() > KEPT_ROWS_MAX) {
                others = null;
            } else {
                others.clear();
            }
        }
    }

    /** Counts the customer in a row for as long as an event is seen. */
    void add(long newRow, long enters, long leaves, Changes changes) {
        if (newRow != row) {
            turnTo(newRow);
        }
        if (enters > until) {
            changes.add(enters, row, 0, 1);
        } else if (leaves > until) {
            changes.add(until, row, 0, 1);
        } else {
            return;
        }
        if (leaves != Visibility.NEVER) {
            changes.add(leaves, row, 0, -1);
        }
        until = leaves;
    }

    private void turnTo(long newRow) {
        if (comesBackToRows && row != NO_ROW) {
            // Most customers stay in one row, and need no table.
            if (others == null) {
                others = new Long2LongOpenHashMap(2);
                others.defaultReturnValue(NOT_YET);
            }
            others.put(row, until);
            until = others.get(newRow);
        } else {
            until = NOT_YET;
        }
        row = newRow;
    }
}
