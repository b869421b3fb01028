package io.footfall.question.lifecycle;

import io.footfall.question.IntervalClock;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.timeline.Value;
import java.time.ZoneId;
import java.util.Set;

/** Finds the row of the sum whose customers a number of a lifecycle counts: a row has four, so the key says which. */
final class LifecycleMembers {
    static final String AT = "at";

    private static final String STANDING = "standing";
    private static final String EXPECTED = "one of new, returning, resurrecting, dormant";

    private final LifecycleQuestion question;
    private final Range range;

    LifecycleMembers(LifecycleQuestion question, Range range) {
        this.question = question;
        this.range = range;
    }

    long row(RowKey key) {
        key.requireOnly(Set.of(AT, STANDING));
        return LifecycleRows.customers(interval(key), standing(key));
    }

    private static Standing standing(RowKey key) {
        Value named = key.required(STANDING, EXPECTED);
        for (Standing standing : Standing.values()) {
            if (named.equals(new Value.Text(standing.word()))) {
                return standing;
            }
        }
        throw key.noSuchRow(STANDING, EXPECTED);
    }

    private int interval(RowKey key) {
        ZoneId zone = question.scope().zone();
        IntervalClock clock = new IntervalClock(question.interval(), zone);
        long at = key.instant(AT, zone);
        boolean isInPeriod = at < range.to() && clock.next(at) > range.from();
        if (clock.start(at) != at || !isInPeriod) {
            throw key.noSuchRow(AT, "the start of one of its intervals, as the answer has it");
        }
        return clock.bucket(at);
    }
}
