package io.footfall.question.trend;

import io.footfall.question.Sum;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import java.math.BigDecimal;

/**
 * The cells of a sum that belong to one series of a trend.
 *
 * @param sum the sum
 * @param series which series; {@link SeriesRows#ALONE} where there is one only
 */
record Cells(Sum sum, int series) {
    /** The cells of a sum of one series. */
    static Cells of(Sum sum) {
        return new Cells(sum, SeriesRows.ALONE);
    }

    /** How many a row has. */
    long count(long row) {
        return sum.count(SeriesRows.of(row, series));
    }

    /** The exact sum of a row of numbers. */
    BigDecimal total(long row) {
        return sum.total(SeriesRows.of(row, series));
    }

    /** The values of a row, and how often each is there. */
    Long2LongMap distinctValues(long row) {
        return sum.distinctValues(SeriesRows.of(row, series));
    }
}
