package io.footfall.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit to the shop, from the first page to the last, or to an order.
 *
 * <p>About 35 of 100 visits put something in the cart, 20 begin to pay and 14 order. Some events share the
 * millisecond of the one before, as a page and what it shows do.
 */
final class Visit implements Script {

    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
                    + " Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile"
                    + " Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
                    + " Safari/605.1.15",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

    /** The browsers by name, in the same order. */
    private static final List<String> BROWSER_NAMES =
            List.of("Safari on iPhone", "Chrome on Windows", "Chrome on Android", "Safari on Mac", "Firefox on Linux");

    private enum Stage {
        PAGE,
        PRODUCT,
        CART,
        SIGN_IN,
        CHECKOUT,
        ORDER,
        OVER
    }

    private static final double GOES_ON = 0.78;
    private static final double SEES_PRODUCT = 0.62;
    private static final double ADDS = 0.19;
    private static final double ADDS_MORE = 0.25;
    private static final double CHECKS_OUT = 0.58;
    private static final double SIGNS_IN_UNASKED = 0.05;
    private static final double ORDERS = 0.72;
    private static final double SAME_MILLISECOND = 0.3;
    private static final double PAUSE_SECONDS = 22;
    private static final int PAGES_MAX = 40;
    private static final double NOT_FOUND = 0.002;

    private final Surroundings surroundings;
    private final Chance chance;
    private final Customer customer;
    private final String anonymousId;
    private final @Nullable Campaign campaign;
    private final Insight insight;
    private final int browser;
    private final boolean isLost;
    private final List<Product> cart = new ArrayList<>();
    private Product shown;
    private Stage stage = Stage.PAGE;
    private long at;
    private int pages;
    private boolean isSignedIn;

    /** A visit that begins at {@code at}; the customer is who will sign in, if anybody does. */
    Visit(
            Surroundings surroundings,
            Chance chance,
            Customer customer,
            String anonymousId,
            boolean isSignedIn,
            @Nullable Campaign campaign,
            long at) {
        this.surroundings = surroundings;
        this.chance = chance;
        this.customer = customer;
        this.anonymousId = anonymousId;
        this.isSignedIn = isSignedIn;
        this.campaign = campaign;
        this.at = at;
        this.insight = surroundings.insight(customer);
        this.browser = BROWSERS.indexOf(chance.favourite(BROWSERS));
        this.shown = show();
        boolean isByChance = surroundings.isWatched() && chance.happens(NOT_FOUND);
        this.isLost =
                isByChance || (campaign != null && surroundings.incidents().isLandingLost(campaign, insight, at));
    }

    static String browserName(int browser) {
        return BROWSER_NAMES.get(browser);
    }

    private Product show() {
        return surroundings.incidents().priced(chance.favourite(Product.ALL), insight, at);
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Whether the visitor is signed in by now. */
    boolean isSignedIn() {
        return isSignedIn;
    }

    Customer customer() {
        return customer;
    }

    @Override
    public byte[] play(String messageId) {
        if (stage == Stage.SIGN_IN) {
            isSignedIn = true;
        }
        ItemText item = new ItemText().field("type", type()).field("messageId", messageId);
        item.field("anonymousId", anonymousId);
        if (isSignedIn) {
            item.field("userId", customer.userId());
        }
        item.time("timestamp", at);
        writeContext(item);
        writeBody(item, messageId);
        pages += stage == Stage.PAGE ? 1 : 0;
        goOn();
        return item.toBytes();
    }

    private String type() {
        return switch (stage) {
            case PAGE -> "page";
            case SIGN_IN -> "identify";
            case PRODUCT, CART, CHECKOUT, ORDER, OVER -> "track";
        };
    }

    private void writeContext(ItemText item) {
        item.open("context").field("userAgent", BROWSERS.get(browser));
        if (surroundings.isWatched()) {
            item.open("browser").field("name", browserName(browser)).close();
        }
        if (campaign != null && pages == 0) {
            item.open("campaign")
                    .field("source", campaign.source())
                    .field("medium", campaign.medium())
                    .field("name", campaign.name())
                    .close();
        }
        item.open("page").field("path", path()).close().close();
    }

    private String path() {
        return switch (stage) {
            case PAGE -> isLost ? "/404" : pages == 0 ? "/" : "/" + shown.category();
            case PRODUCT, CART -> "/" + shown.category() + "/" + shown.id();
            case SIGN_IN -> "/sign-in";
            case CHECKOUT -> "/checkout";
            case ORDER, OVER -> "/thank-you";
        };
    }

    private void writeBody(ItemText item, String messageId) {
        switch (stage) {
            case PAGE -> item.open("properties").field("path", path()).close();
            case PRODUCT -> writeProduct(item.field("event", "Product Viewed"));
            case CART -> writeProduct(item.field("event", "Product Added"));
            case SIGN_IN ->
                item.open("traits")
                        .field("name", customer.name())
                        .field("email", customer.email())
                        .field("country", customer.country())
                        .field("plan", customer.plan(chance.happens(0.5)))
                        .close();
            case CHECKOUT -> {
                item.field("event", "Checkout Started");
                item.open("properties")
                        .cents("value", total())
                        .field("currency", "USD")
                        .close();
            }
            case ORDER, OVER -> writeOrder(item.field("event", "Order Completed"), messageId);
        }
    }

    private void writeProduct(ItemText item) {
        item.open("properties");
        writeValues(item, shown);
        item.close();
    }

    private static void writeValues(ItemText item, Product product) {
        item.field("product_id", product.id())
                .field("name", product.name())
                .field("category", product.category())
                .cents("price", product.cents())
                .field("currency", "USD");
    }

    private void writeOrder(ItemText item, String messageId) {
        item.open("properties")
                .field("order_id", "o-" + messageId)
                .cents("revenue", total())
                .field("currency", "USD")
                .openList("products");
        for (Product product : cart) {
            writeValues(item.openElement(), product);
            item.field("quantity", 1).close();
        }
        item.closeList().close();
    }

    private long total() {
        return cart.stream().mapToLong(Product::cents).sum();
    }

    private void goOn() {
        stage = switch (stage) {
            case PAGE -> afterPage();
            case PRODUCT -> chance.happens(ADDS) && isThere() ? Stage.CART : maybeAnotherPage();
            case CART -> afterCart();
            case SIGN_IN -> cart.isEmpty() ? maybeAnotherPage() : Stage.CHECKOUT;
            case CHECKOUT -> chance.happens(ORDERS) && canOrder() ? Stage.ORDER : Stage.OVER;
            case ORDER, OVER -> Stage.OVER;
        };
        boolean isTie = stage == Stage.PRODUCT && chance.happens(SAME_MILLISECOND);
        at += isTie ? 0 : 300 + (long) (chance.pause(PAUSE_SECONDS) * 1_000);
    }

    private boolean isThere() {
        return !surroundings.incidents().isSoldOut(shown, insight, at);
    }

    private boolean canOrder() {
        return !surroundings.incidents().failsCheckout(browser, insight, at);
    }

    private Stage afterPage() {
        if (isLost) {
            return Stage.OVER;
        }
        if (!isSignedIn && chance.happens(SIGNS_IN_UNASKED)) {
            return Stage.SIGN_IN;
        }
        if (chance.happens(SEES_PRODUCT)) {
            shown = show();
            return Stage.PRODUCT;
        }
        return maybeAnotherPage();
    }

    private Stage maybeAnotherPage() {
        return pages < PAGES_MAX && chance.happens(GOES_ON) ? Stage.PAGE : Stage.OVER;
    }

    private Stage afterCart() {
        cart.add(shown);
        if (chance.happens(ADDS_MORE) && pages < PAGES_MAX) {
            return Stage.PAGE;
        }
        if (!chance.happens(CHECKS_OUT)) {
            return maybeAnotherPage();
        }
        return isSignedIn ? Stage.CHECKOUT : Stage.SIGN_IN;
    }
}
