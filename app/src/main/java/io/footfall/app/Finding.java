package io.footfall.app;

/**
 * One thing that was looked at before it gives trouble.
 *
 * @param isGood whether it may stay as it is
 * @param what what was looked at
 * @param words what was found, and what to do if it is not good
 */
record Finding(boolean isGood, String what, String words) {

    static Finding good(String what, String words) {
        return new Finding(true, what, words);
    }

    static Finding bad(String what, String words) {
        return new Finding(false, what, words);
    }

    /** As a line on a screen. */
    String line() {
        return (isGood ? "good  " : "BAD   ") + what + ": " + words;
    }
}
