package io.footfall.question.audience;

import io.footfall.question.Audience;
import io.footfall.question.Condition;
import io.footfall.question.Selector;
import io.footfall.question.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who is a member of an audience, in words. */
final class AudienceDefinition {
    private AudienceDefinition() {}

    static String of(AudienceQuestion audience) {
        return "Customers " + members(audience)
                + ". Beside them, who of them was none 24 hours before, and who was one then and is none now. "
                + Words.zoneAndFilter(audience.scope());
    }

    /** Such as {@code who did Order Completed in the last 7 days and whose traits.plan is "pro"}. */
    static String members(AudienceQuestion audience) {
        return audience.requirements().stream()
                .map(AudienceDefinition::of)
                .collect(Collectors.joining(audience.isAny() ? ", or " : ", and "));
    }

    private static String of(Requirement requirement) {
        return switch (requirement) {
            case Requirement.Did did -> "who did " + Words.did(did.selector()) + times(did) + last(did.last());
            case Requirement.DidNot(Selector selector, Optional<Duration> last) ->
                "who did not do " + Words.did(selector) + last(last)
                        + (last.isPresent() ? ", though they were known before that" : "");
            case Requirement.Sequence(List<Selector> steps, Optional<Duration> within, Optional<Duration> last) ->
                "who did " + steps.stream().map(Words::did).collect(Collectors.joining(", then "))
                        + within.map(limit -> ", within " + Words.length(limit.toSeconds()) + " of the first")
                                .orElse("")
                        + last.map(window -> ", all" + last(last)).orElse("");
            case Requirement.Trait(Condition condition) -> "whose newest " + Words.of(condition);
            case Requirement.In(String name, Audience ignored) -> "who are in the audience \"" + name + "\"";
            case Requirement.Not(Requirement negated) -> "of whom this is not true: " + of(negated);
        };
    }

    private static String times(Requirement.Did did) {
        String times = did.times() + (did.times() == 1 ? " time" : " times");
        return switch (did.comparison()) {
            case EQUAL -> " exactly " + times;
            case NOT_EQUAL -> " any number of times but " + did.times();
            case GREATER -> " more than " + times;
            case GREATER_OR_EQUAL -> did.times() == 1 ? "" : " at least " + times;
            case LESS -> " fewer than " + times;
            case LESS_OR_EQUAL -> " at most " + times;
        };
    }

    private static String last(Optional<Duration> last) {
        return last.map(window -> " in the last " + Words.length(window.toSeconds()))
                .orElse("");
    }
}
