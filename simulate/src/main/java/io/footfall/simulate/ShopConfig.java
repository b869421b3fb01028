package io.footfall.simulate;

import java.time.Duration;
import java.time.Instant;

/**
 * Everything a shop can be told.
 *
 * @param seed which shop it is: its customers, and what they do
 * @param start the instant of the first event
 * @param liveFrom when the past ends and the live pace begins, not before {@code start}
 * @param pastEventsPerDay events a day before {@code liveFrom}, 1 to 10,000,000
 * @param liveEventsPerSecond events a second from {@code liveFrom} on, 0.01 to 1,000,000, the same by day and night
 * @param customers customers who are known at the start, 1 to 1,000,000
 * @param scenario which kind of fortnight it has
 */
public record ShopConfig(
        long seed,
        Instant start,
        Instant liveFrom,
        int pastEventsPerDay,
        double liveEventsPerSecond,
        int customers,
        Scenario scenario) {

    private static final int DEMO_EVENTS_PER_DAY = 10_500;
    private static final int CUSTOMERS = 4_000;
    private static final int SCENARIO_EVENTS_PER_DAY = 100_000;
    private static final int SCENARIO_CUSTOMERS = 40_000;
    private static final Duration SCENARIO =
            Duration.ofDays(Surroundings.DAYS_BEFORE + 1).plusHours(3);

    public ShopConfig {
        require(!liveFrom.isBefore(start), "live-from", liveFrom, "an instant not before " + start);
        require(pastEventsPerDay >= 1 && pastEventsPerDay <= 10_000_000, "past", pastEventsPerDay, "1 to 10000000");
        require(
                liveEventsPerSecond >= 0.01 && liveEventsPerSecond <= 1_000_000,
                "rate",
                liveEventsPerSecond,
                "0.01 to 1000000 events a second");
        require(customers >= 1 && customers <= 1_000_000, "customers", customers, "1 to 1000000");
    }

    /** A shop that opens at {@code start} with the given rate. */
    public static ShopConfig live(long seed, Instant start, double eventsPerSecond) {
        // A customer does something every quarter of an hour or so, at any rate.
        int customers = (int) Math.clamp(eventsPerSecond * 200, CUSTOMERS, 1_000_000);
        return new ShopConfig(seed, start, start, DEMO_EVENTS_PER_DAY, eventsPerSecond, customers, Scenario.ORDINARY);
    }

    /** A shop with a past of some 10,500 events a day before {@code now}, and the given rate from then on. */
    public static ShopConfig withPast(long seed, Instant now, Duration past, double eventsPerSecond) {
        return withPast(seed, now, past, DEMO_EVENTS_PER_DAY, eventsPerSecond);
    }

    /** A shop with a past of so many events a day before {@code now}, and the given rate from then on. */
    public static ShopConfig withPast(
            long seed, Instant now, Duration past, int pastEventsPerDay, double eventsPerSecond) {
        return new ShopConfig(
                seed, now.minus(past), now, pastEventsPerDay, eventsPerSecond, CUSTOMERS, Scenario.ORDINARY);
    }

    /** A shop of some 100,000 events a day for a fortnight, the day after it and three hours more, by day and night. */
    public static ShopConfig scenario(long seed, Instant start, Scenario scenario) {
        return scenario(seed, start, scenario, SCENARIO_EVENTS_PER_DAY);
    }

    /** The same with so many events a day. */
    public static ShopConfig scenario(long seed, Instant start, Scenario scenario, int eventsPerDay) {
        return new ShopConfig(seed, start, start.plus(SCENARIO), eventsPerDay, 1, SCENARIO_CUSTOMERS, scenario);
    }

    /** The day on which things go wrong, if they do: its first instant. */
    public Instant watchedDay() {
        return start.plus(Duration.ofDays(Surroundings.DAYS_BEFORE));
    }

    private static void require(boolean isMet, String key, Object value, String expected) {
        if (!isMet) {
            throw new IllegalArgumentException(key + " is " + value + ", expected " + expected);
        }
    }
}
