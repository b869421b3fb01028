package io.footfall.timeline;

/** What becomes of the events of robots. */
public enum Robots {
    /** They are left out. */
    EXCLUDE("exclude"),
    /** They are events like others. */
    INCLUDE("include"),
    /** They alone are read. */
    ONLY("only");

    private final String word;

    Robots(String word) {
        this.word = word;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }

    /** Whether an event is read, from whether it is a robot's. */
    boolean reads(boolean isOfRobot) {
        return this == INCLUDE || isOfRobot == (this == ONLY);
    }
}
