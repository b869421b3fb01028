package io.footfall.simulate;

/**
 * What all visits to a shop have in common.
 *
 * @param isWatched whether events name their browser, and some visits end on a page not found, as {@link Scenario#QUIET} has it
 * @param incidents what goes wrong
 */
record Surroundings(boolean isWatched, Incidents incidents) {

    /** The day on which things go wrong has so many before it. */
    static final int DAYS_BEFORE = 14;

    private static final long DAY = 24L * 60 * 60_000;

    static Surroundings of(ShopConfig config) {
        long day = config.start().toEpochMilli() + DAYS_BEFORE * DAY;
        return switch (config.scenario()) {
            case ORDINARY -> new Surroundings(false, Incidents.NONE);
            case QUIET -> new Surroundings(true, Incidents.NONE);
            case INCIDENTS -> new Surroundings(true, Incidents.on(day, config.seed()));
        };
    }
}
