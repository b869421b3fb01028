package io.footfall.bench.questions;

import java.util.SplittableRandom;

/**
 * A month of a shop's events, day by day: the same from the same seed, in the order in which they happen within each customer.
 *
 * <p>A customer comes on one day in ten, and does {@value #SESSION_EVENTS_MIN} to {@value #SESSION_EVENTS_MAX} things then, each at
 * a millisecond of its own, so that no answer depends on how ties are ordered.
 */
final class Shop {
    /** The names of events by number. */
    static final String[] NAMES = {
        "Page Viewed", "Product Viewed", "Product Added", "Checkout Started", "Order Completed", "Products Searched",
        "Product List Viewed", "Cart Viewed", "Coupon Entered", "Product Shared", "Product Removed", "Review Written"
    };

    /** The number of the event that carries revenue. */
    static final int ORDER = 4;

    /** The events a customer does on a day they come, on average. */
    static final double EVENTS_A_VISIT = 6.5;

    private static final int SESSION_EVENTS_MIN = 3;
    private static final int SESSION_EVENTS_MAX = 10;
    private static final int DAYS = 30;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int CAMPAIGNS = 50;
    private static final int PRODUCTS = 10_000;
    private static final int CATEGORIES = 20;
    private static final int DEVICES = 3;

    private final int customers;
    private final double visitsADay;
    private final long start;
    private final SplittableRandom random;

    /**
     * A shop of about {@code events} events.
     *
     * @param start midnight UTC of the first day, in milliseconds since 1970
     */
    Shop(long events, int customers, long start, long seed) {
        this.customers = customers;
        this.visitsADay = events / EVENTS_A_VISIT / DAYS / customers;
        this.start = start;
        this.random = new SplittableRandom(seed);
    }

    /** Takes events. */
    @FunctionalInterface
    interface Taker {
        /** One thing that was done; the object is used again for the next. Returns whether there should be more. */
        boolean take(Did did);
    }

    /** One thing that was done. */
    static final class Did {
        int customer;
        int name;
        long timestamp;
        int campaign;
        int product;
        int category;
        int device;
        long priceCents;
    }

    /** Hands over all events, until no more are wanted. */
    void forEach(Taker taker) {
        Did did = new Did();
        boolean isWanted = true;
        for (int day = 0; day < DAYS; day++) {
            for (int customer = 0; isWanted && customer < customers; customer++) {
                if (random.nextDouble() < visitsADay) {
                    isWanted = visit(did, customer, start + day * DAY_MILLIS, taker);
                }
            }
        }
    }

    private boolean visit(Did did, int customer, long midnight, Taker taker) {
        did.customer = customer;
        did.campaign = random.nextInt(CAMPAIGNS);
        did.device = random.nextInt(DEVICES);
        long at = midnight + random.nextLong(DAY_MILLIS - 3_600_000);
        int events = random.nextInt(SESSION_EVENTS_MIN, SESSION_EVENTS_MAX + 1);
        int step = 0;
        for (int i = 0; i < events; i++) {
            at += 1 + random.nextLong(240_000);
            did.timestamp = at;
            did.name = name(step);
            if (did.name == step && step < ORDER) {
                step++;
            }
            // Some products sell more than others.
            double luck = random.nextDouble();
            did.product = (int) (luck * luck * PRODUCTS);
            did.category = did.product % CATEGORIES;
            did.priceCents = 99 + (did.product * 7919L) % 20_000;
            if (!taker.take(did)) {
                return false;
            }
        }
        return true;
    }

    /** Mostly the next step of buying, else anything. */
    private int name(int step) {
        return random.nextInt(100) < 45 ? step : random.nextInt(NAMES.length);
    }
}
