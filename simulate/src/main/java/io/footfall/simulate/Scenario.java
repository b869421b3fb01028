package io.footfall.simulate;

/** Which kind of fortnight a shop has. */
public enum Scenario {
    /** Days like any other. */
    ORDINARY,

    /** Busier days with a mail to many at nine in the morning, and browsers by name: what {@link #INCIDENTS} is compared with. */
    QUIET,

    /** The same as {@link #QUIET} up to the last day, on which five things go wrong. */
    INCIDENTS,

    /**
     * The same things go wrong as in {@link #INCIDENTS}, and are put right in each region when its people learn of them: from live
     * answers in one half of the regions, from the nightly batch in the other. Customers are told apart by {@code Experiment Viewed}.
     */
    RANDOMISED
}
