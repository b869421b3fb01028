package io.footfall.question;

import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntToLongFunction;

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

    /**
     * The {@code limit} values of which a sum has the most, ties by the value, ascending.
     *
     * @param most how many there are of a value
     */
    public static Top ofMost(Sum sum, IntToLongFunction most, int limit, Vocabulary vocabulary) {
        IntOpenHashSet values = new IntOpenHashSet();
        sum.forEachRow(row -> {
            if (Row.slot(row) != Row.IGNORED_SLOT) {
                values.add(Row.by(row));
            }
        });
        boolean hasOther = values.remove(Vocabulary.OTHER) || values.size() > limit;
        Comparator<Integer> best = Comparator.comparingLong((Integer value) -> -most.applyAsLong(value))
                .thenComparing(RowNames.ascending(vocabulary));
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>(best.reversed());
        values.forEach((int value) -> {
            worstFirst.add(value);
            if (worstFirst.size() > limit) {
                worstFirst.remove();
            }
        });
        return new Top(worstFirst.stream().sorted(best).mapToInt(value -> value).toArray(), hasOther);
    }

    /** The values, largest first. */
    public int[] ranked() {
        return ranked.clone();
    }

    /** The values that rows are named by: the largest first, then {@link Vocabulary#OTHER} if there are others. */
    public int[] rows() {
        if (!hasOther) {
            return ranked();
        }
        int[] withOther = Arrays.copyOf(ranked, ranked.length + 1);
        withOther[ranked.length] = Vocabulary.OTHER;
        return withOther;
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
