package io.footfall.simulate;

import java.time.Instant;
import java.util.List;

/**
 * What goes wrong in a shop, from when on. Pure; the times are made of the shop's seed.
 *
 * <p>Each begins in its own hour of the day, as the shop is busy enough by then to notice.
 */
final class Incidents {
    /** Nothing goes wrong. */
    static final Incidents NONE =
            new Incidents(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final long HOUR = 3_600_000;
    private static final int MAIL_HOUR = 9;
    private static final int WRONG_PRICE_PARTS = 10;
    private static final Campaign CAMPAIGN = Campaign.ALL.get(1);
    private static final Product SOLD_OUT = Product.ALL.get(0);
    private static final Product MISPRICED = Product.ALL.get(1);
    private static final int BROWSER = 0;

    private final long deadLink;
    private final long failingCheckout;
    private final long lostLanding;
    private final long wrongPrice;
    private final long stockOut;

    private Incidents(long deadLink, long failingCheckout, long lostLanding, long wrongPrice, long stockOut) {
        this.deadLink = deadLink;
        this.failingCheckout = failingCheckout;
        this.lostLanding = lostLanding;
        this.wrongPrice = wrongPrice;
        this.stockOut = stockOut;
    }

    /** The incidents of a day that begins at a millisecond since 1970. */
    static Incidents on(long dayMillis, long seed) {
        Chance chance = new Chance(Chance.mix(seed, dayMillis));
        return new Incidents(
                dayMillis + MAIL_HOUR * HOUR,
                dayMillis + minute(10, chance),
                dayMillis + minute(11, chance),
                dayMillis + minute(13, chance),
                dayMillis + minute(15, chance));
    }

    /** Some whole minute of an hour of the day. */
    private static long minute(int hour, Chance chance) {
        return hour * HOUR + chance.below(60) * 60_000L;
    }

    /** What there is to know of them, in the order in which they begin; nothing where nothing goes wrong. */
    List<Incident> all() {
        if (deadLink == Long.MAX_VALUE) {
            return List.of();
        }
        return List.of(
                incident("The morning's mail has a dead link", deadLink, "landings", Campaign.NEWSLETTER.name()),
                incident(
                        "Checkout fails in " + Visit.browserName(BROWSER),
                        failingCheckout,
                        "orders",
                        Visit.browserName(BROWSER)),
                incident("A campaign leads to a page not found", lostLanding, "not-found", CAMPAIGN.name()),
                incident(MISPRICED.name() + " cost a tenth", wrongPrice, "lowest-prices", MISPRICED.category()),
                incident(SOLD_OUT.name() + " are out of stock", stockOut, "added-to-cart", SOLD_OUT.name()));
    }

    private static Incident incident(String what, long began, String question, String row) {
        return new Incident(what, Instant.ofEpochMilli(began), question, row);
    }

    /** Whether the link in a mail leads nowhere. */
    boolean isLinkDead(long at) {
        return at >= deadLink;
    }

    /** Whether nobody with this browser can order. */
    boolean failsCheckout(int browser, long at) {
        return browser == BROWSER && at >= failingCheckout;
    }

    /** Whether a campaign leads to a page that is not there. */
    boolean isLandingLost(Campaign campaign, long at) {
        return campaign.equals(CAMPAIGN) && at >= lostLanding;
    }

    /** The product at its price of the time. */
    Product priced(Product product, long at) {
        return product.equals(MISPRICED) && at >= wrongPrice
                ? new Product(product.id(), product.name(), product.category(), product.cents() / WRONG_PRICE_PARTS)
                : product;
    }

    /** Whether there is nothing of a product left. */
    boolean isSoldOut(Product product, long at) {
        return product.equals(SOLD_OUT) && at >= stockOut;
    }
}
