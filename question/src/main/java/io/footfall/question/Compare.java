package io.footfall.question;

/** The earlier stretch an answer is set beside. */
public enum Compare {
    /** None. */
    NONE("none"),
    /** The same one calendar day earlier. */
    DAY("1d"),
    /** The same seven calendar days earlier. */
    WEEK("7d"),
    /** The same, earlier by the period's own length. */
    PREVIOUS("previous");

    private final String word;

    Compare(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }
}
