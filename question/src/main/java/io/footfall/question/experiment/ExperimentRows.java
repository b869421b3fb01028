package io.footfall.question.experiment;

import io.footfall.question.Decimals;
import io.footfall.question.Row;
import io.footfall.timeline.Value;
import java.math.BigDecimal;

/** The rows of an experiment's sum: for each variation its customers and those who reached the goal, and who saw two. */
final class ExperimentRows {
    static final String VARIATION = "variation";
    static final String CONVERTED = "converted";

    private static final int CUSTOMERS = 0;
    private static final int REACHED = 1;
    private static final int TWO = 2;
    private static final int NONE = 3;

    /** Customers who were shown two variations. */
    static final long TWO_VARIATIONS = Row.of(0, 0, TWO, Row.COUNT);

    /** A row that nothing is ever in. */
    static final long NOBODY = Row.of(0, 0, NONE, Row.COUNT);

    private ExperimentRows() {}

    static long customers(int variation) {
        return Row.of(variation, 0, CUSTOMERS, Row.COUNT);
    }

    static long converted(int variation) {
        return Row.of(variation, 0, REACHED, Row.COUNT);
    }

    /** A list or an object is none, nor is a number too long to be written. */
    static boolean canBeVariation(Value value) {
        return value instanceof Value.Number(BigDecimal number) ? Decimals.isWritable(number) : value.isScalar();
    }

    static boolean isOfCustomers(long row) {
        return Row.cell(row) == Row.COUNT && Row.slot(row) == CUSTOMERS;
    }
}
