package io.footfall.question.funnel;

import io.footfall.question.Words;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a funnel counts, in words. */
final class FunnelDefinition {
    private FunnelDefinition() {}

    static String of(FunnelQuestion question) {
        String steps = question.steps().stream().map(Words::did).collect(Collectors.joining(", then "));
        return "Customers who did " + steps + ", with anything in between, "
                + question.within().map(FunnelDefinition::limit).orElse("however long it took")
                + ". Each is counted once"
                + question.by()
                        .map(breakdown -> " for each value of " + breakdown.path() + " on the first step")
                        .orElse("")
                + ", by the attempt that got furthest, the earliest of several. "
                + question.by()
                        .map(breakdown -> Words.rows(breakdown, "the most customers on the first step"))
                        .orElse("")
                + "Only the first step has to lie in the period. " + Words.of(question.scope())
                + Words.sessions(question);
    }

    private static String limit(Duration within) {
        return "within " + Words.length(within.toSeconds()) + " of the first step";
    }
}
