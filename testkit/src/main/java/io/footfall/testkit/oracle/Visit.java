package io.footfall.testkit.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One session of one customer.
 *
 * @param events what it is made of, in order
 */
record Visit(List<Did> events) {
    /** Cuts events, which are in order, into sessions; only what is {@code ofAny} belongs to any. */
    static List<Visit> cut(List<Did> all, Predicate<Did> ofAny, Duration gap) {
        List<Visit> visits = new ArrayList<>();
        Map<String, Visit> newest = new HashMap<>();
        for (Did did : all) {
            if (!ofAny.test(did)) {
                continue;
            }
            Visit visit = newest.get(did.customer());
            if (visit == null || did.event().timestamp() > visit.end() + gap.toMillis()) {
                visit = new Visit(new ArrayList<>());
                newest.put(did.customer(), visit);
                visits.add(visit);
            }
            visit.events().add(did);
        }
        return visits;
    }

    /** When its first event happened, in milliseconds. */
    long begin() {
        return events.getFirst().event().timestamp();
    }

    /** When its last event happened. */
    long end() {
        return events.getLast().event().timestamp();
    }
}
