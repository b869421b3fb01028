package io.footfall.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong in a shop, from when to when. Pure; the times are made of the shop's seed.
 *
 * <p>Each begins in its own hour of the day, as the shop is busy enough by then to notice.
 */
final class Incidents {
    private static final long HOUR = 3_600_000;
    private static final int MAIL_HOUR = 9;
    private static final int WRONG_PRICE_PARTS = 10;
    private static final Campaign CAMPAIGN = Campaign.ALL.get(1);
    private static final Product SOLD_OUT = Product.ALL.get(0);
    private static final Product MISPRICED = Product.ALL.get(1);
    private static final int BROWSER = 0;

    private static final String DEAD_LINK = "The morning's mail has a dead link";
    private static final String FAILING_CHECKOUT = "Checkout fails in " + Visit.browserName(BROWSER);
    private static final String LOST_LANDING = "A campaign leads to a page not found";
    private static final String WRONG_PRICE = MISPRICED.name() + " cost a tenth";
    private static final String STOCK_OUT = SOLD_OUT.name() + " are out of stock";

    /** Nothing goes wrong. */
    static final Incidents NONE = new Incidents(Span.NEVER, Span.NEVER, Span.NEVER, Span.NEVER, Span.NEVER);

    private final Span deadLink;
    private final Span failingCheckout;
    private final Span lostLanding;
    private final Span wrongPrice;
    private final Span stockOut;

    private Incidents(Span deadLink, Span failingCheckout, Span lostLanding, Span wrongPrice, Span stockOut) {
        this.deadLink = deadLink;
        this.failingCheckout = failingCheckout;
        this.lostLanding = lostLanding;
        this.wrongPrice = wrongPrice;
        this.stockOut = stockOut;
    }

    /** From when on something goes wrong, and until when, in milliseconds since 1970. */
    private record Span(long began, long endLive, long endNightly) {
        static final Span NEVER = since(Long.MAX_VALUE);

        static Span since(long began) {
            return new Span(began, Long.MAX_VALUE, Long.MAX_VALUE);
        }

        Span until(Repair repair) {
            return new Span(began, millis(repair.live()), millis(repair.nightly()));
        }

        boolean holds(long at, Insight insight) {
            return at >= began && at < (insight == Insight.LIVE ? endLive : endNightly);
        }

        private static long millis(Optional<Instant> end) {
            return end.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        }
    }

    /** The incidents of a day that begins at a millisecond since 1970, none of which is put right. */
    static Incidents on(long dayMillis, long seed) {
        Chance chance = new Chance(Chance.mix(seed, dayMillis));
        return new Incidents(
                Span.since(dayMillis + MAIL_HOUR * HOUR),
                Span.since(dayMillis + minute(10, chance)),
                Span.since(dayMillis + minute(11, chance)),
                Span.since(dayMillis + minute(13, chance)),
                Span.since(dayMillis + minute(15, chance)));
    }

    /** The same incidents, those of some repairs only until then. */
    Incidents repaired(List<Repair> repairs) {
        return new Incidents(
                repaired(DEAD_LINK, deadLink, repairs),
                repaired(FAILING_CHECKOUT, failingCheckout, repairs),
                repaired(LOST_LANDING, lostLanding, repairs),
                repaired(WRONG_PRICE, wrongPrice, repairs),
                repaired(STOCK_OUT, stockOut, repairs));
    }

    private static Span repaired(String what, Span span, List<Repair> repairs) {
        return repairs.stream()
                .filter(repair -> repair.what().equals(what))
                .findFirst()
                .map(span::until)
                .orElse(span);
    }

    /** Some whole minute of an hour of the day. */
    private static long minute(int hour, Chance chance) {
        return hour * HOUR + chance.below(60) * 60_000L;
    }

    /** What there is to know of them, in the order in which they begin; nothing where nothing goes wrong. */
    List<Incident> all() {
        if (deadLink.equals(Span.NEVER)) {
            return List.of();
        }
        return List.of(
                incident(DEAD_LINK, deadLink, "landings", Campaign.NEWSLETTER.name()),
                incident(FAILING_CHECKOUT, failingCheckout, "orders", Visit.browserName(BROWSER)),
                incident(LOST_LANDING, lostLanding, "not-found", CAMPAIGN.name()),
                incident(WRONG_PRICE, wrongPrice, "lowest-prices", MISPRICED.category()),
                incident(STOCK_OUT, stockOut, "added-to-cart", SOLD_OUT.name()));
    }

    private static Incident incident(String what, Span span, String question, String row) {
        return new Incident(what, Instant.ofEpochMilli(span.began()), question, row);
    }

    /** Whether the link in a mail leads nowhere. */
    boolean isLinkDead(Insight insight, long at) {
        return deadLink.holds(at, insight);
    }

    /** Whether nobody with this browser can order. */
    boolean failsCheckout(int browser, Insight insight, long at) {
        return browser == BROWSER && failingCheckout.holds(at, insight);
    }

    /** Whether a campaign leads to a page that is not there. */
    boolean isLandingLost(Campaign campaign, Insight insight, long at) {
        return campaign.equals(CAMPAIGN) && lostLanding.holds(at, insight);
    }

    /** The product at its price of the time. */
    Product priced(Product product, Insight insight, long at) {
        return product.equals(MISPRICED) && wrongPrice.holds(at, insight)
                ? new Product(product.id(), product.name(), product.category(), product.cents() / WRONG_PRICE_PARTS)
                : product;
    }

    /** Whether there is nothing of a product left. */
    boolean isSoldOut(Product product, Insight insight, long at) {
        return product.equals(SOLD_OUT) && stockOut.holds(at, insight);
    }
}
