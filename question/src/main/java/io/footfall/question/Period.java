package io.footfall.question;

/** The stretch of time a question is about; most move as time passes. */
public sealed interface Period {

    /** All time. */
    record All() implements Period {}

    /**
     * From one instant to another.
     *
     * @param range the stretch
     */
    record Between(Range range) implements Period {}

    /**
     * The newest stretch of a length: from the as-of minus the length, cut down to a grain, to the as-of.
     *
     * @param seconds the length
     */
    record Last(long seconds) implements Period {
        /** The grain: a second for lengths up to 1 h, a minute up to 2 d, an hour beyond. */
        public long grainSeconds() {
            return seconds <= 3_600 ? 1 : seconds <= 172_800 ? 60 : 3_600;
        }
    }

    /**
     * A day, week (from Monday) or month of the calendar in the question's zone: the one that holds the as-of, or the one before.
     *
     * @param unit which
     * @param isLast whether it is the one before
     */
    record Calendar(Unit unit, boolean isLast) implements Period {
        /** What the calendar is cut into. */
        public enum Unit {
            DAY,
            WEEK,
            MONTH
        }
    }
}
