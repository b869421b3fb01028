package io.footfall.question.trend;

import io.footfall.question.Row;
import io.footfall.timeline.Vocabulary;

/** The rows of a trend's sum: one for each value of the breakdown and interval, with up to three figures. */
final class TrendRows {
    private static final int FIGURE = 0;
    private static final int CUSTOMERS = 1;
    private static final int MATCHES = 2;

    private final int cell;
    private final boolean isPerCustomer;

    TrendRows(TrendQuestion question) {
        cell = question.measure().cell(question.ofProperty() != null);
        isPerCustomer = question.measure() == Measure.PER_CUSTOMER;
    }

    /** What the measure is made of; of {@code per_customer} the part that is divided. */
    long figure(int by, int bucket) {
        return Row.of(by, bucket, FIGURE, cell);
    }

    /** The customers that {@code per_customer} divides by. */
    static long customers(int by, int bucket) {
        return Row.of(by, bucket, CUSTOMERS, Row.COUNT);
    }

    /** Where a customer has something exactly if they are in the measure. */
    long members(int by, int bucket) {
        return isPerCustomer ? customers(by, bucket) : figure(by, bucket);
    }

    /** All events that match, where a row must be there though none of them has the property. */
    static long matches(int by, int bucket) {
        return Row.of(by, bucket, MATCHES, Row.COUNT);
    }

    /** Whether a row is of all events that match. */
    static boolean isOfMatches(long row) {
        return Row.slot(row) == MATCHES;
    }

    /** The row that takes a row in, if its value has none of its own. */
    static long other(long row) {
        return Row.slot(row) == Row.IGNORED_SLOT
                ? row
                : Row.of(Vocabulary.OTHER, Row.bucket(row), Row.slot(row), Row.cell(row));
    }
}
