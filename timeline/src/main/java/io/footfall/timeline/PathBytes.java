package io.footfall.timeline;

/**
 * About how much memory what events say under a path takes.
 *
 * @param path the path
 * @param rows the bytes beside the events that say something under it, which are free once it is left out
 * @param values the bytes of different values that came under it first, which stay
 */
public record PathBytes(String path, long rows, long values) {

    /** All of it. */
    public long all() {
        return rows + values;
    }
}
