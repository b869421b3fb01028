package io.footfall.question.trend;

import io.footfall.question.Decimals;
import io.footfall.question.Row;
import io.footfall.timeline.Value;

/** What a trend says of the events of a row. */
public enum Measure {
    /** How many there are. */
    COUNT("count", Row.COUNT, 0),
    /** How many customers they are of. */
    CUSTOMERS("customers", Row.COUNT, 0),
    SUM("sum", Row.MOMENTS, 0),
    AVG("avg", Row.MOMENTS, 0),
    MIN("min", Row.VALUES, 0),
    MAX("max", Row.VALUES, 100),
    MEDIAN("median", Row.VALUES, 50),
    P75("p75", Row.VALUES, 75),
    P90("p90", Row.VALUES, 90),
    P95("p95", Row.VALUES, 95),
    P99("p99", Row.VALUES, 99),
    /** How many different values a property has. */
    DISTINCT("distinct", Row.VALUES, 0),
    /** How many events, or what sum of a property, there are for each customer who did any. */
    PER_CUSTOMER("per_customer", Row.COUNT, 0);

    private final String word;
    private final int cell;
    private final int percent;

    Measure(String word, int cell, int percent) {
        this.word = word;
        this.cell = cell;
        this.percent = percent;
    }

    /** How it is written in JSON. */
    public String word() {
        return word;
    }

    /** Whether it says something of a property, which must then be given. */
    public boolean needsProperty() {
        return cell != Row.COUNT;
    }

    /** Whether it may be given a property. */
    public boolean takesProperty() {
        return needsProperty() || this == PER_CUSTOMER;
    }

    /** Whether it counts customers, who may be in several rows, so that rows do not add up. */
    boolean countsCustomers() {
        return this == CUSTOMERS || this == PER_CUSTOMER;
    }

    /** Whether only numbers have it. */
    boolean isOfNumbers() {
        return this != DISTINCT;
    }

    /** Whether a value is measured; else it is ignored. */
    boolean measures(Value value) {
        return value instanceof Value.Number number
                ? Decimals.isKept(number.number())
                : value.isScalar() && !isOfNumbers();
    }

    /** How the cell of its figure is kept. */
    int cell(boolean hasProperty) {
        return this == PER_CUSTOMER && hasProperty ? Row.MOMENTS : cell;
    }

    /** Of the measures that are the value at a place in ascending order: at how many percent of the places. */
    int percent() {
        return percent;
    }
}
