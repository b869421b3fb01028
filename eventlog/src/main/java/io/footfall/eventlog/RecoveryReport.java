package io.footfall.eventlog;

import java.util.List;

/**
 * What was found when a log was opened and read.
 *
 * @param damage what was cut off, skipped or missing, in the order of the log
 */
public record RecoveryReport(List<Damage> damage) {

    /** Copies the list. */
    public RecoveryReport {
        damage = List.copyOf(damage);
    }

    /** Whether everything was as it should be. */
    public boolean isClean() {
        return damage.isEmpty();
    }
}
