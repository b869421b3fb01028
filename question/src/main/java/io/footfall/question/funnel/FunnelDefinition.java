package io.footfall.question.funnel;

import io.footfall.question.Breakdown;
import io.footfall.question.Words;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a funnel counts, in words. */
final class FunnelDefinition {
    private FunnelDefinition() {}

    static String of(FunnelQuestion question) {
        String steps = question.steps().stream().map(Words::of).collect(Collectors.joining(", then "));
        return "Customers who did " + steps + ", in this order with anything between, "
                + question.within().map(FunnelDefinition::limit).orElse("however long it took")
                + "; each is counted once"
                + question.by().map(FunnelDefinition::breakdown).orElse("")
                + ", by the attempt that got furthest, the earliest of those. Only the first step has to lie in the period: "
                + Words.of(question.scope());
    }

    private static String limit(Duration within) {
        return "within " + Words.duration(within.toSeconds()) + " of the first";
    }

    private static String breakdown(Breakdown breakdown) {
        return " for each " + breakdown.path() + " of the first step (the " + breakdown.limit()
                + " values that come first, the rest together as (other))";
    }
}
