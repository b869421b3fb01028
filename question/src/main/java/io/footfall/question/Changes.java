package io.footfall.question;

/** Takes the dated changes that folds emit. */
@FunctionalInterface
public interface Changes {
    /**
     * From the as-of {@code second} on, {@code n} more of {@code value} in {@code row}.
     *
     * @param second the first as-of, in whole seconds since 1970 UTC, whose answer has this change
     * @param row the row, packed by {@link Row}
     * @param value what the row's cell says: nothing for a count, a number of the vocabulary or a whole number otherwise
     * @param n how many more; negative takes back
     */
    void add(long second, long row, long value, long n);
}
