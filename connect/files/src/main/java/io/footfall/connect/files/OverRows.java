package io.footfall.connect.files;

import java.math.BigDecimal;

/** How a field's values on the rows of one group become one value. */
public enum OverRows {
    /** The first row's value that is not empty. */
    FIRST,
    /** The last row's value that is not empty. */
    LAST,
    /** The exact sum of the numbers. */
    SUM,
    /** The smallest number. */
    MIN,
    /** The largest number. */
    MAX,
    /** How many rows have a value. */
    COUNT;

    private static final Cell ONE = new Cell.Number(BigDecimal.ONE);

    /** The value of rows up to and with the next one. */
    Cell merge(Cell before, Cell next) {
        if (next instanceof Cell.Absent) {
            return before;
        }
        Cell added = this == COUNT ? ONE : next;
        if (before instanceof Cell.Absent) {
            return added;
        }
        return switch (this) {
            case FIRST -> before;
            case LAST -> added;
            case SUM, COUNT -> new Cell.Number(number(before).add(number(added)));
            case MIN -> new Cell.Number(number(before).min(number(added)));
            case MAX -> new Cell.Number(number(before).max(number(added)));
        };
    }

    /** Whether only numbers can be put together so. */
    boolean needsNumbers() {
        return this == SUM || this == MIN || this == MAX;
    }

    private static BigDecimal number(Cell cell) {
        if (cell instanceof Cell.Number(BigDecimal number)) {
            return number;
        }
        throw new IllegalArgumentException("only numbers are added or compared, not " + cell);
    }
}
