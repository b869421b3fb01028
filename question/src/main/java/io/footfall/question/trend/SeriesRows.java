package io.footfall.question.trend;

import io.footfall.question.Row;

/** Names the rows of several series in one sum: a bucket is that of the series and the number of the series. */
final class SeriesRows {
    /** Stands for the only series, whose rows keep their names. */
    static final int ALONE = -1;

    /** The most series there may be. */
    static final int SERIES_MAX = 8;

    private static final int SERIES_BITS = 3;

    private SeriesRows() {}

    /** The name of a series' row; what is ignored is counted together. */
    static long of(long row, int series) {
        if (series == ALONE || Row.slot(row) == Row.IGNORED_SLOT) {
            return row;
        }
        return Row.of(Row.by(row), Row.bucket(row) << SERIES_BITS | series, Row.slot(row), Row.cell(row));
    }

    /** Which series a row is of. */
    static int series(long row) {
        return Row.bucket(row) & SERIES_MAX - 1;
    }

    /** The bucket that a row has in its series. */
    static int bucket(long row) {
        return Row.bucket(row) >> SERIES_BITS;
    }

    /** The row as its series names it. */
    static long inSeries(long row) {
        return Row.slot(row) == Row.IGNORED_SLOT ? row : Row.of(Row.by(row), bucket(row), Row.slot(row), Row.cell(row));
    }
}
