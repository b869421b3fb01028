package io.footfall.testkit.oracle;

import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.timeline.Robots;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells the events of robots from others: a customer is a robot on a UTC day on which any event of theirs says the user agent of one.
 * (Nobody here does more than a robot's number of events in a day.)
 *
 * @param everything all that was done
 */
record RobotsByHand(List<Did> everything) {
    /** A customer on a day. */
    private record CustomerDay(String customer, LocalDate day) {
        static CustomerDay of(Did did) {
            return new CustomerDay(
                    did.customer(),
                    LocalDate.ofInstant(Instant.ofEpochMilli(did.event().timestamp()), ZoneOffset.UTC));
        }
    }

    /** What a question sees. */
    List<Did> seen(Robots robots) {
        Set<CustomerDay> days = days();
        return robots == Robots.INCLUDE
                ? everything
                : everything.stream()
                        .filter(did -> days.contains(CustomerDay.of(did)) == (robots == Robots.ONLY))
                        .toList();
    }

    /** How many events of robots a question would look for if it saw them. */
    long leftOut(Question question, Set<String> customers, Range period, long second) {
        if (question.scope().robots() != Robots.EXCLUDE) {
            return 0;
        }
        Set<CustomerDay> days = days();
        List<Did> kept = seen(Robots.EXCLUDE).stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(kept, question.scope());
        return everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000
                        && period.holds(did.event().timestamp()))
                .filter(did -> customers.contains(did.customer()) && days.contains(CustomerDay.of(did)))
                .filter(did -> question.selectors().stream()
                        .anyMatch(selector ->
                                reading.isMeant(did, selector, question.scope().filter())))
                .count();
    }

    private Set<CustomerDay> days() {
        Set<CustomerDay> days = new HashSet<>();
        for (Did did : everything) {
            if (did.said().get("context") instanceof Map<?, ?> context
                    && context.get("userAgent") instanceof String agent
                    && agent.toLowerCase(Locale.ROOT).contains("googlebot")) {
                days.add(CustomerDay.of(did));
            }
        }
        return days;
    }
}
