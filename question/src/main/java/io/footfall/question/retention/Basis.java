package io.footfall.question.retention;

/** What the intervals after a start are. */
public enum Basis {
    /** Those of the calendar: a start at noon is followed by the next day at midnight. */
    CALENDAR("calendar"),
    /** Lengths of time from the start's own instant. */
    ROLLING("rolling");

    private final String word;

    Basis(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }
}
