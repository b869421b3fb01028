package io.footfall.testkit.oracle;

import io.footfall.event.EventType;
import io.footfall.question.Audience;
import io.footfall.question.Condition;
import io.footfall.question.Range;
import io.footfall.question.Selector;
import io.footfall.question.audience.AudienceQuestion;
import io.footfall.question.audience.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers an audience: asks of each customer, at a second and 24 hours before, whether they meet each requirement. */
final class AudienceByHand {
    private static final long DAY = 86_400;

    private final AudienceQuestion question;
    private final List<Did> everything;
    private final Map<Asked, Set<String>> known = new HashMap<>();

    AudienceByHand(AudienceQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
    }

    /** An audience at a second. */
    private record Asked(AudienceQuestion audience, long second) {}

    Answered answer(long second) {
        List<Set<String>> members = members(second);
        return new Answered(
                Range.ALL,
                0,
                Tables.of(
                        List.of("customers", "entered24h", "left24h"),
                        0,
                        List.of(List.of(
                                (long) members.get(0).size(),
                                (long) members.get(1).size(),
                                (long) members.get(2).size()))));
    }

    /** The members, those who entered and those who left. */
    List<Set<String>> members(long second) {
        Set<String> now = at(question, second);
        Set<String> before = at(question, second - DAY);
        Set<String> entered = new TreeSet<>(now);
        entered.removeAll(before);
        Set<String> left = new TreeSet<>(before);
        left.removeAll(now);
        return List.of(now, entered, left);
    }

    /** The members at a second. */
    Set<String> at(AudienceQuestion audience, long second) {
        List<Did> past = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(past, audience.scope());
        Map<String, List<Did>> all = new TreeMap<>();
        Map<String, List<Did>> filtered = new TreeMap<>();
        Selector anything = new Selector(
                past.stream().map(did -> did.event().name()).distinct().toList(), List.of());
        for (Did did : past) {
            all.computeIfAbsent(did.customer(), ignored -> new ArrayList<>()).add(did);
            if (reading.isMeant(did, anything, audience.scope().filter())) {
                filtered.computeIfAbsent(did.customer(), ignored -> new ArrayList<>())
                        .add(did);
            }
        }
        Set<String> members = new TreeSet<>();
        filtered.forEach((customer, timeline) -> {
            long met = audience.requirements().stream()
                    .filter(each ->
                            meets(each, customer, timeline, all.getOrDefault(customer, List.of()), reading, second))
                    .count();
            if (audience.isAny() ? met > 0 : met == audience.requirements().size()) {
                members.add(customer);
            }
        });
        return members;
    }

    private boolean meets(
            Requirement requirement,
            String customer,
            List<Did> timeline,
            List<Did> unfiltered,
            Reading reading,
            long second) {
        return switch (requirement) {
            case Requirement.Did did -> {
                long count = within(timeline, did.last(), second).stream()
                        .filter(each -> reading.isMeant(each, did.selector(), List.of()))
                        .count();
                yield switch (did.comparison()) {
                    case EQUAL -> count == did.times();
                    case NOT_EQUAL -> count != did.times();
                    case GREATER -> count > did.times();
                    case GREATER_OR_EQUAL -> count >= did.times();
                    case LESS -> count < did.times();
                    case LESS_OR_EQUAL -> count <= did.times();
                };
            }
            case Requirement.DidNot didNot -> {
                boolean wasThere = didNot.last()
                        .map(last -> timeline.getFirst().event().timestamp() <= (second - last.toSeconds()) * 1000)
                        .orElse(true);
                yield wasThere
                        && within(timeline, didNot.last(), second).stream()
                                .noneMatch(each -> reading.isMeant(each, didNot.selector(), List.of()));
            }
            case Requirement.Sequence sequence ->
                hasSequence(within(timeline, sequence.last(), second), sequence, reading);
            case Requirement.Trait(Condition condition) -> {
                List<Did> calls = unfiltered.stream()
                        .filter(did -> did.event().type() == EventType.IDENTIFY)
                        .toList();
                // The newest value is the same on any event that is there.
                Selector withTrait =
                        new Selector(List.of(unfiltered.getFirst().event().name()), List.of(condition));
                yield reading.isMeant(unfiltered.getFirst(), withTrait, List.of())
                        || (calls.isEmpty() && Reading.passesMissing(condition));
            }
            case Requirement.In(String ignored, Audience audience) ->
                audience instanceof AudienceQuestion other && isIn(new Asked(other, second), customer);
            case Requirement.Not(Requirement negated) ->
                !meets(negated, customer, timeline, unfiltered, reading, second);
        };
    }

    private boolean isIn(Asked asked, String customer) {
        Set<String> members = known.get(asked);
        if (members == null) {
            members = at(asked.audience(), asked.second());
            known.put(asked, members);
        }
        return members.contains(customer);
    }

    private static List<Did> within(List<Did> timeline, Optional<Duration> last, long second) {
        return timeline.stream()
                .filter(did -> last.map(window -> did.event().timestamp() >= (second - window.toSeconds()) * 1000)
                        .orElse(true))
                .toList();
    }

    /** Whether some first step is followed by all the others in time, each the earliest there is. */
    private static boolean hasSequence(List<Did> timeline, Requirement.Sequence sequence, Reading reading) {
        for (int start = 0; start < timeline.size(); start++) {
            int step = 0;
            for (int i = start; i < timeline.size() && step < sequence.steps().size(); i++) {
                long after = timeline.get(i).event().timestamp()
                        - timeline.get(start).event().timestamp();
                boolean isInTime = sequence.within()
                        .map(limit -> after <= limit.toMillis())
                        .orElse(true);
                boolean isStep = isInTime
                        && reading.isMeant(timeline.get(i), sequence.steps().get(step), List.of());
                if (i == start && !isStep) {
                    break;
                }
                step += isStep ? 1 : 0;
            }
            if (step == sequence.steps().size()) {
                return true;
            }
        }
        return false;
    }
}
