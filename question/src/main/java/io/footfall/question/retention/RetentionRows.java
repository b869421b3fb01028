package io.footfall.question.retention;

import io.footfall.question.Row;

/**
 * The rows of a retention's sum: for each value of the breakdown and cohort its size, for each offset of it the customers, and
 * where intervals are rolling, when its members began.
 *
 * <p>A bucket is the number of the cohort's interval and the offset.
 */
final class RetentionRows {
    private static final int SIZE = 0;
    private static final int CUSTOMERS = 1;
    private static final int ORIGINS = 2;
    private static final int OFFSET_BITS = 10;

    private RetentionRows() {}

    /** The members of all cohorts of a value, where only that is counted. */
    static long size(int by) {
        return Row.of(by, 0, SIZE, Row.COUNT);
    }

    /** The members of a cohort. */
    static long size(int by, int cohort) {
        return Row.of(by, cohort << OFFSET_BITS, SIZE, Row.COUNT);
    }

    /** Those of them who came back at an offset. */
    static long customers(int by, int cohort, int offset) {
        return Row.of(by, cohort << OFFSET_BITS | offset, CUSTOMERS, Row.COUNT);
    }

    /** The milliseconds after their cohort's start at which its members began. */
    static long origins(int by, int cohort) {
        return Row.of(by, cohort << OFFSET_BITS, ORIGINS, Row.VALUES);
    }

    /** The number of a row's cohort. */
    static int cohort(long row) {
        return Row.bucket(row) >> OFFSET_BITS;
    }
}
