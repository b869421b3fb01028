package io.footfall.engine;

/**
 * From when on history is kept.
 *
 * @param from what happened before is as if it had never come, in milliseconds since 1970 UTC; 0 if all is kept
 * @param sequence since which sequence that is so, or one of the same append
 */
record Boundary(long from, long sequence) {
    static final Boundary NONE = new Boundary(0, 0);
}
