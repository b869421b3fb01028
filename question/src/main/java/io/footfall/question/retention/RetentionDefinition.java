package io.footfall.question.retention;

import io.footfall.question.Interval;
import io.footfall.question.Words;

/** What a retention counts, in words. */
final class RetentionDefinition {
    private RetentionDefinition() {}

    static String of(RetentionQuestion question) {
        String interval = question.interval().word();
        String cohort = question.interval() == Interval.WEEK ? "week from Monday" : interval;
        String by = question.by()
                .map(breakdown -> " and each value of " + breakdown.path() + " on that event")
                .orElse("");
        String began = question.starting() == Starting.FIRST_EVER
                ? "whose first ever event of " + Words.did(question.start()) + " lies in it"
                : "who did " + Words.did(question.start()) + " in it, counted from the first time they did so there";
        return "For each " + cohort + by + ", the customers " + began + ", and how many of them then did "
                + Words.did(question.comeback()) + " " + when(question) + ", for n from 0 to " + question.periods()
                + ". "
                + length(question)
                + "Only what comes after the starting event counts, and that event itself if it is such a one. "
                + question.by()
                        .map(breakdown -> Words.rows(breakdown, "the most customers who began"))
                        .orElse("")
                + "Only the starting event has to lie in the period. " + Words.of(question.scope())
                + Words.sessions(question);
    }

    private static String when(RetentionQuestion question) {
        String later = "n " + question.interval().word() + "s later";
        return question.mode() == Mode.ON ? "exactly " + later : later + " or after that";
    }

    private static String length(RetentionQuestion question) {
        if (question.basis() == Basis.CALENDAR) {
            return "Intervals are those of the calendar. ";
        }
        return switch (question.interval()) {
            case WEEK -> "A week is 7 times 24 hours, counted from the starting event. ";
            case MONTH -> "Months are counted by date from the starting event. ";
            default -> "A day is 24 hours, counted from the starting event. ";
        };
    }
}
