package io.footfall.question.retention;

/** Which returns count at an offset. */
public enum Mode {
    /** Those in exactly that interval. */
    ON("on"),
    /** Those in that interval or any later one. */
    ON_OR_AFTER("on_or_after");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }
}
