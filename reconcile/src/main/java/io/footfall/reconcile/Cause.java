package io.footfall.reconcile;

import java.util.Locale;

/** Why a live number and a batch's differ, in the order in which the causes are told apart. */
public enum Cause {
    /** What lookup tables say: versions that became current after the batch. */
    LOOKUPS,
    /** Events that happened before the batch ran and were received after it. */
    LATE,
    /** Who is whom: ids that were found to be of one customer, or not, by what was received after the batch. */
    JOINED,
    /** What happened after the batch, and time that passed: more of a funnel's steps, another day of a retention. */
    LATER,
    /** Events of robots that one side counts, or that have turned out to be a robot's since. */
    ROBOTS,
    /** Second deliveries that the batch counts again. */
    DOUBLED,
    /** Items that the batch counts though they are set aside. */
    QUARANTINED,
    /** The rest: the batch counts something else. */
    DEFINITION;

    /** The word for it, in tables and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
