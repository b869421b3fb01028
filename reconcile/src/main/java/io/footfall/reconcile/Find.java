package io.footfall.reconcile;

import io.footfall.question.Range;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A number that left what was ordinary for its row and time of day.
 *
 * @param question the question's name
 * @param row the row, by the texts of its cells; empty where there is but one
 * @param interval the interval of the number
 * @param isAbove whether it was too high, not too low
 * @param number the number, when it was found
 * @param lowest the lowest of the same interval in the days before
 * @param highest the highest of them
 * @param liveSecond when it was found live, in seconds since 1970 UTC; empty if only the batch found it
 * @param isInBatch whether the batch found it too
 */
public record Find(
        String question,
        String row,
        Range interval,
        boolean isAbove,
        BigDecimal number,
        BigDecimal lowest,
        BigDecimal highest,
        OptionalLong liveSecond,
        boolean isInBatch) {

    /** The same of a number that only the batch has found. */
    Find onlyInBatch() {
        return new Find(question, row, interval, isAbove, number, lowest, highest, OptionalLong.empty(), true);
    }

    Find inBatch(boolean isIt) {
        return new Find(question, row, interval, isAbove, number, lowest, highest, liveSecond, isIt);
    }

    /** The earlier of two live finds of one row, with what is known of the batch here. */
    Find orEarlier(Find again) {
        return again.liveSecond.orElse(Long.MAX_VALUE) < liveSecond.orElse(Long.MAX_VALUE)
                ? again.inBatch(isInBatch)
                : this;
    }
}
