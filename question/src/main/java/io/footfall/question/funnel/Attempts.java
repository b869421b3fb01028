package io.footfall.question.funnel;

/**
 * The attempts of one customer at a funnel, in the order in which they begin, each by a number.
 *
 * <p>Seconds are as-of seconds since 1970 UTC.
 */
interface Attempts {
    /** Comes after the last one. */
    int END = -1;

    /** The one that began first, or {@link #END}. */
    int first();

    /** The one that began next, or {@link #END}. */
    int after(int attempt);

    /** How many there are at most. */
    int bound();

    /** How many steps one has taken. */
    int level(int attempt);

    /** Whether one has taken all. */
    boolean isComplete(int attempt);

    /** The first second that sees one. */
    long enters(int attempt);

    /** The first second that no longer does. */
    long leaves(int attempt);

    /** The first second at which the time of one is over, complete or not. */
    long runsUntil(int attempt);

    /** How many milliseconds after the step before one took the one that brought it to {@code level}, which is not the first. */
    long millis(int attempt, int level);
}
