package io.footfall.testkit.oracle;

import io.footfall.question.Interval;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which intervals customers were active.
 *
 * @param everything all that was done
 * @param calendar cuts time
 * @param interval into what
 */
record ActiveByHand(List<Did> everything, Calendar calendar, Interval interval) {
    /** The starts of the intervals in which each customer did what is meant, from one millisecond to before another. */
    Map<String, NavigableSet<Long>> starts(Selector selector, Scope scope, long second, long from, long to) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, scope);
        Map<String, NavigableSet<Long>> starts = new TreeMap<>();
        for (Did did : before) {
            long timestamp = did.event().timestamp();
            if (timestamp >= from && timestamp < to && reading.isMeant(did, selector, scope.filter())) {
                starts.computeIfAbsent(did.customer(), ignored -> new TreeSet<>())
                        .add(calendar.start(interval, timestamp));
            }
        }
        return starts;
    }
}
