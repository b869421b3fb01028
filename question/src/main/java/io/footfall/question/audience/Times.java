package io.footfall.question.audience;

import io.footfall.question.audience.Requirement.Comparison;

/** How often something happened, compared with how often it should. */
final class Times {
    private Times() {}

    static boolean holds(Comparison comparison, long count, int times) {
        return holds(comparison, count >= times, count > times);
    }

    /**
     * The same of a number of which only this is known.
     *
     * @param isAtLeast whether it is at least what it is compared with
     * @param isMore whether it is more
     */
    static boolean holds(Comparison comparison, boolean isAtLeast, boolean isMore) {
        return switch (comparison) {
            case EQUAL -> isAtLeast && !isMore;
            case NOT_EQUAL -> !isAtLeast || isMore;
            case GREATER -> isMore;
            case GREATER_OR_EQUAL -> isAtLeast;
            case LESS -> !isAtLeast;
            case LESS_OR_EQUAL -> !isMore;
        };
    }
}
