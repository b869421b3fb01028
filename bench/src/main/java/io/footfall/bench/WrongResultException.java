package io.footfall.bench;

/** What was measured gave a wrong result: its speed means nothing. */
public final class WrongResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public WrongResultException(String message) {
        super(message);
    }

    /** Checks a count against what it must be. */
    public static void unlessEqual(String what, long expected, long found) {
        if (expected != found) {
            throw new WrongResultException(what + ": expected " + expected + ", found " + found);
        }
    }
}
