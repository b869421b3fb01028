package io.footfall.testkit.oracle;

import io.footfall.question.Range;
import io.footfall.question.Table;

/**
 * An answer as the oracle gives it.
 *
 * @param period the question's period
 * @param ignored how many events of the period match but were left out of the measure for what they say
 * @param table the rows
 * @param aside what is said beside them: how many were excluded, and further figures
 * @param robots how many events of robots that match were left out
 */
public record Answered(Range period, long ignored, Table table, String aside, long robots) {
    /** Nothing is said beside the rows. */
    Answered(Range period, long ignored, Table table) {
        this(period, ignored, table, "");
    }

    /** No robots were left out. */
    Answered(Range period, long ignored, Table table, String aside) {
        this(period, ignored, table, aside, 0);
    }
}
