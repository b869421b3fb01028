package io.footfall.question;

import java.util.Arrays;

/**
 * The values of a breakdown that have rows of their own, largest first, as numbers of the vocabulary.
 *
 * <p>{@code hasOther} says whether there are values beside them, which then share the row {@code (other)}.
 */
public final class Top {
    private final int[] ranked;
    private final int[] sorted;
    private final boolean hasOther;

    /** The given values, largest first. */
    public Top(int[] ranked, boolean hasOther) {
        this.ranked = ranked.clone();
        this.sorted = ranked.clone();
        Arrays.sort(sorted);
        this.hasOther = hasOther;
    }

    /** The values, largest first. */
    public int[] ranked() {
        return ranked.clone();
    }

    /** Whether there are other values. */
    public boolean hasOther() {
        return hasOther;
    }

    /** Whether a value has rows of its own. */
    public boolean holds(int value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }

    /** Whether the same values have rows of their own; their rank may differ. */
    public boolean holdsTheSame(Top other) {
        return Arrays.equals(sorted, other.sorted);
    }
}
