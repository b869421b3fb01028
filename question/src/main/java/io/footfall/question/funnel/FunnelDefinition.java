package io.footfall.question.funnel;

import io.footfall.question.Words;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a funnel counts, in words. */
final class FunnelDefinition {
    private static final int ALL = 2;

    private final FunnelQuestion question;

    private FunnelDefinition(FunnelQuestion question) {
        this.question = question;
    }

    static String of(FunnelQuestion question) {
        return new FunnelDefinition(question).words();
    }

    private String words() {
        boolean isInOrder = question.order() != FunnelQuestion.Order.ANY;
        return (isInOrder ? inOrder() : inAnyOrder())
                + question.by()
                        .map(breakdown -> Words.rows(
                                breakdown, "the most " + question.count().word() + " on the first step"))
                        .orElse("")
                + (isInOrder
                        ? "Only the first step has to lie in the period. "
                        : "Only what the stretch begins with has to lie in the period. ")
                + Words.of(question.scope())
                + Words.sessions(question);
    }

    private String inOrder() {
        String steps = question.steps().stream().map(Words::did).collect(Collectors.joining(", then "));
        return counted() + steps + ", with "
                + (question.order() == FunnelQuestion.Order.STRICT ? "no other activity" : "anything")
                + " in between, "
                + question.within().map(FunnelDefinition::limit).orElse("however long it took") + ". " + held()
                + excluded() + once();
    }

    private String counted() {
        return switch (question.count()) {
            case CUSTOMERS -> "Customers who did ";
            case ENTRIES -> "Entries of customers who did ";
            case SESSIONS -> "Sessions in which a customer did ";
        };
    }

    private String once() {
        String each = question.by()
                .map(breakdown -> " for each value of " + Words.by(breakdown)
                        + (breakdown.attribution().isPresent() ? "" : " on the first step"))
                .orElse("");
        return switch (question.count()) {
            case ENTRIES ->
                "The first step begins an entry unless one "
                        + (question.hold().isEmpty() ? "" : "with the same values ")
                        + "is under way: not complete, not stopped and still in time. ";
            case CUSTOMERS, SESSIONS ->
                "Each is counted once" + each + ", by the attempt that got furthest, the earliest of several. ";
        };
    }

    private String held() {
        List<String> paths = question.hold();
        return paths.isEmpty()
                ? ""
                : "Each step has the first step's " + String.join(" and ", paths)
                        + (paths.size() < ALL ? "" : ", all of them") + ", or lacks it as that does. ";
    }

    private String excluded() {
        return question.exclude().stream()
                .map(exclusion -> "An attempt ends where " + Words.did(exclusion.selector()) + " comes after step "
                        + exclusion.from() + " and before step " + exclusion.to() + ". ")
                .collect(Collectors.joining());
    }

    private String inAnyOrder() {
        String steps = question.steps().stream().map(Words::did).collect(Collectors.joining("; "));
        return "Customers who did at least so many of these, in any order, "
                + question.within()
                        .map(within -> "within " + Words.length(within.toSeconds()) + " of the first of them")
                        .orElse("however long it took")
                + ", each by an event of its own: " + steps
                + ". Each is counted once, by the stretch of time that has the most. ";
    }

    private static String limit(Duration within) {
        return "within " + Words.length(within.toSeconds()) + " of the first step";
    }
}
