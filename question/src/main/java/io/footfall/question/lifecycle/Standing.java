package io.footfall.question.lifecycle;

/** How a customer stands in an interval. */
enum Standing {
    /** Active for the first time ever. */
    NEW("new"),
    /** Active, and in the interval before too. */
    RETURNING("returning"),
    /** Active, and earlier, but not in the interval before. */
    RESURRECTING("resurrecting"),
    /** Not active, but in the interval before. */
    DORMANT("dormant");

    private final String word;

    Standing(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    String word() {
        return word;
    }
}
