package io.footfall.question;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/**
 * Counts one customer once in a row, however many things put them there.
 *
 * <p>Each thing puts the customer into rows for a stretch of as-of seconds, and neither end of these goes back from one thing to the
 * next. What a thing does may still change while it is the newest; once it is {@linkplain #keep kept} it stays.
 */
public final class Coverage {
    private static final long NOT_YET = Long.MIN_VALUE;
    private static final int KEPT_ROWS_MAX = 64;

    private final Long2LongOpenHashMap untils = new Long2LongOpenHashMap();

    /** Covers nothing. */
    public Coverage() {
        untils.defaultReturnValue(NOT_YET);
    }

    /** Forgets all. */
    public void clear() {
        if (!untils.isEmpty()) {
            boolean isLarge = untils.size() > KEPT_ROWS_MAX;
            untils.clear();
            if (isLarge) {
                untils.trim();
            }
        }
    }

    /**
     * Counts the customer in a row from a second until another, but for the seconds in which something that is kept does already.
     *
     * @param n 1; -1 takes back from that second on what was counted from an earlier one
     */
    public void count(long row, long from, long until, long n, Changes changes) {
        long start = Math.max(from, untils.get(row));
        if (start < until) {
            changes.add(start, row, 0, n);
            if (until != Visibility.NEVER) {
                changes.add(until, row, 0, -n);
            }
        }
    }

    /** What the newest thing counted in a row until a second stays. */
    public void keep(long row, long until) {
        if (until > untils.get(row)) {
            untils.put(row, until);
        }
    }
}
