package io.footfall.reconcile;

/**
 * Something that is known to have gone wrong, to be set beside what was found.
 *
 * @param what what happened, in plain words
 * @param began when, in milliseconds since 1970 UTC
 * @param question the question in which it should show
 * @param row the row of that question, by the text of its cells
 */
public record ReportedIncident(String what, long began, String question, String row) {

    /** Whether a find is of this: the same row of the same question, in an interval that was not over before, and found no earlier. */
    boolean isBehind(Find find) {
        return find.question().equals(question)
                && find.row().equals(row)
                && find.interval().to() > began
                && find.liveSecond().orElse(Long.MAX_VALUE / 1000) * 1000 >= began;
    }
}
