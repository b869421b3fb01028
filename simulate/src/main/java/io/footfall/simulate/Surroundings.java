package io.footfall.simulate;

import java.util.List;
import java.util.Optional;

/**
 * What all visits to a shop have in common.
 *
 * @param isWatched whether events name their browser, and some visits end on a page not found, as {@link Scenario#QUIET} has it
 * @param incidents what goes wrong
 * @param regions those in which it is put right at different times, if there are such
 */
record Surroundings(boolean isWatched, Incidents incidents, Optional<Regions> regions) {

    /** The day on which things go wrong has so many before it. */
    static final int DAYS_BEFORE = 14;

    static Surroundings of(ShopConfig config, List<Repair> repairs) {
        long day = config.watchedDay().toEpochMilli();
        return switch (config.scenario()) {
            case ORDINARY -> new Surroundings(false, Incidents.NONE, Optional.empty());
            case QUIET -> new Surroundings(true, Incidents.NONE, Optional.empty());
            case INCIDENTS -> new Surroundings(true, Incidents.on(day, config.seed()), Optional.empty());
            case RANDOMISED ->
                new Surroundings(
                        true,
                        Incidents.on(day, config.seed()).repaired(repairs),
                        Optional.of(new Regions(config.seed())));
        };
    }

    /** From what it is learnt that something is wrong for a customer. */
    Insight insight(Customer customer) {
        return regions.map(each -> each.of(customer)).orElse(Insight.NIGHTLY);
    }
}
