package io.footfall.question;

/** What the rows of an answer are cut into along time. */
public enum Interval {
    /** Not at all: one row for the whole period. */
    NONE("none"),
    MINUTE("1m"),
    MINUTES_5("5m"),
    MINUTES_10("10m"),
    MINUTES_15("15m"),
    MINUTES_30("30m"),
    HOUR("hour"),
    DAY("day"),
    /** From Monday. */
    WEEK("week"),
    MONTH("month");

    private final String word;

    Interval(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }
}
