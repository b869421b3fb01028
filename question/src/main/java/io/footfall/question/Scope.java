package io.footfall.question;

import java.time.ZoneId;
import java.util.List;

/**
 * What every kind of question has: its period, the zone of its calendar, the events it is limited to, its comparison.
 *
 * @param period the stretch of time it is about
 * @param zone the zone in which days, hours and weekdays are cut
 * @param filter conditions that every event must meet before it is folded at all
 * @param compare the earlier stretch it is set beside
 */
public record Scope(Period period, ZoneId zone, List<Condition> filter, Compare compare) {
    /** Copies the list. */
    public Scope {
        filter = List.copyOf(filter);
    }

    /** The same without a comparison. */
    public Scope withoutCompare() {
        return new Scope(period, zone, filter, Compare.NONE);
    }

    /** The same over another period. */
    public Scope over(Period other) {
        return new Scope(other, zone, filter, compare);
    }
}
