package io.footfall.question;

/** The earlier stretch an answer is set beside. */
public enum Compare {
    /** None. */
    NONE,
    /** The same one calendar day earlier. */
    DAY,
    /** The same seven calendar days earlier. */
    WEEK,
    /** The same, earlier by the period's own length. */
    PREVIOUS
}
