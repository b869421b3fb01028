package io.footfall.simulate;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Everybody who has an account, and everybody who may get one.
 *
 * <p>New visitors get an account when they first sign in; up to {@link #CUSTOMERS_MAX} are remembered.
 */
final class People {

    /** 8 MB of numbers. Past it new customers are not seen again after their first visit. */
    static final int CUSTOMERS_MAX = 1_000_000;

    private static final double NEWCOMERS = 0.5;
    private static final double SIGNED_IN_ALREADY = 0.65;
    private static final double USUAL_DEVICE = 0.7;
    private static final double FROM_CAMPAIGN = 0.4;

    private final Surroundings surroundings;
    private final long run;
    private final Chance chance;
    private final long[] customers = new long[CUSTOMERS_MAX];
    private int size;
    private long newcomers;

    /** {@code run} sets the new visitors of one run apart from those of another. */
    People(Surroundings surroundings, long seed, long run, int customers, Chance chance) {
        this.surroundings = surroundings;
        this.run = run;
        this.chance = chance;
        this.size = customers;
        for (int i = 0; i < customers; i++) {
            this.customers[i] = Chance.mix(seed, i);
        }
    }

    /** Somebody comes to the shop. */
    Visit visit(long at) {
        Chance own = new Chance(chance.next());
        Campaign campaign = own.happens(FROM_CAMPAIGN) ? own.favourite(Campaign.ALL) : null;
        if (own.happens(NEWCOMERS)) {
            Customer newcomer = new Customer(Chance.mix(run, newcomers++));
            return new Visit(surroundings, own, newcomer, newcomer.deviceId(), false, campaign, at);
        }
        Customer customer = known(own);
        boolean isSignedIn = own.happens(SIGNED_IN_ALREADY);
        String anonymousId = own.happens(USUAL_DEVICE)
                ? customer.deviceId()
                : new Customer(Chance.mix(~run, newcomers++)).deviceId();
        return new Visit(surroundings, own, customer, anonymousId, isSignedIn, campaign, at);
    }

    /** Somebody gets an email. */
    Mailing mailing(long at) {
        Chance own = new Chance(chance.next());
        return new Mailing(surroundings, own, known(own), at);
    }

    /** Everybody who has an account by now. */
    List<Customer> known() {
        return LongStream.of(customers).limit(size).mapToObj(Customer::new).toList();
    }

    /** Remembers a customer who signed in for the first time. */
    void remember(Customer customer) {
        if (size < CUSTOMERS_MAX) {
            customers[size++] = customer.number();
        }
    }

    /** Some come far more often than others. */
    private Customer known(Chance own) {
        double fraction = own.fraction();
        return new Customer(customers[(int) (fraction * fraction * size)]);
    }
}
