package io.footfall.question.retention;

/** Which starts of a customer make them a member of a cohort. */
public enum Starting {
    /** The first of all time. */
    FIRST_EVER("first_ever"),
    /** The first in each interval that has any. */
    EVERY("every");

    private final String word;

    Starting(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }
}
