package io.footfall.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Walks the events of many identities one after another, up to an as-of, as far as they are kept: for what adds the same whoever did it
 * and whatever else they did. Of an identity what is packed comes first, in order, then what came lately, the last one first. Used by
 * one thread.
 */
public final class EventsReader {
    private final View view;
    private final long sequenceMax;
    private final long timestampStart;
    private final long timestampEnd;
    private final @Nullable NameSet only;
    private final EventView event = new EventView(Packed.NOTHING, new int[0]);

    // Packed events, [at, end) of them, and which of their kinds have a name that is wanted.
    private Packed packed = Packed.NOTHING;
    private boolean[] wantedKinds = {};
    private boolean isWithin;
    private int at;
    private int end;

    // Recent events: the next one as its place + 1, 0 at the end of an identity's; then those of identities [local,
    // localEnd).
    private @Nullable Recent recent;
    private int nextRecent;
    private int local;
    private int localEnd;

    /**
     * A reader that stands still at events of some names.
     *
     * @param timestampEnd the first millisecond since 1970 UTC that is not read
     * @param only the names; null for every name
     */
    public EventsReader(View view, long timestampEnd, @Nullable NameSet only) {
        this.view = view;
        this.sequenceMax = view.sequence();
        this.timestampStart = view.historyFrom();
        this.timestampEnd = timestampEnd;
        this.only = only;
    }

    /** The event it stands at; the same object always. */
    public EventView event() {
        return event;
    }

    /** Goes before the first event of the identities {@code [from, to)}, at least one, all of one slice. */
    @SuppressWarnings("ReferenceEquality") // Which kinds are wanted is found out once for each slice.
    public void open(int from, int to) {
        Slice slice = view.slice(from);
        if (packed != slice.base) {
            packed = slice.base;
            wantedKinds = only == null ? wantedKinds : packed.kindsOf(only);
            isWithin = packed.isWithin(timestampStart, timestampEnd);
        }
        recent = slice.recent;
        nextRecent = 0;
        local = from & (Slice.IDENTITIES - 1);
        localEnd = local + to - from;
        at = slice.starts[local];
        end = slice.starts[localEnd];
    }

    /** Goes to the next event, if there is one. */
    public boolean next() {
        return nextPacked() || nextRecent();
    }

    private boolean nextPacked() {
        Packed from = packed;
        for (int i = at; i < end; i++) {
            if (isWanted(from, i) && (isWithin || isWithin(from.timestamps[i]))) {
                event.moveTo(from, i);
                at = i + 1;
                return true;
            }
        }
        at = end;
        return false;
    }

    private boolean isWanted(Packed from, int index) {
        NameSet names = only;
        if (names == null) {
            return true;
        }
        int kind = from.kind(index);
        return wantedKinds[kind] && (kind > 0 || names.has(from.name(index)));
    }

    private boolean nextRecent() {
        Recent from = recent;
        if (from == null) {
            return false;
        }
        while (true) {
            for (int i = nextRecent; i != 0; i = nextRecent) {
                nextRecent = from.before(i);
                if (isRecentRead(from.columns, i - 1)) {
                    event.moveTo(from.columns, i - 1);
                    return true;
                }
            }
            if (local == localEnd) {
                return false;
            }
            nextRecent = from.newest(local++);
        }
    }

    private boolean isRecentRead(Columns columns, int index) {
        return (only == null || only.has(columns.names[index]))
                && columns.sequences[index] <= sequenceMax
                && isWithin(columns.timestamps[index]);
    }

    private boolean isWithin(long timestamp) {
        return timestamp >= timestampStart && timestamp < timestampEnd;
    }
}
