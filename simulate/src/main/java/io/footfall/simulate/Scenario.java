package io.footfall.simulate;

/** Which kind of fortnight a shop has. */
public enum Scenario {
    /** Days like any other. */
    ORDINARY,

    /** Busier days with a mail to many at nine in the morning, and browsers by name: what {@link #INCIDENTS} is compared with. */
    QUIET,

    /** The same as {@link #QUIET} up to the last day, on which five things go wrong. */
    INCIDENTS
}
