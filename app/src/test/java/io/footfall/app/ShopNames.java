package io.footfall.app;

/** Questions over everything that the simulated shop does. */
final class ShopNames {
    /** All names of events, those too that are done to a customer and are no activity. */
    static final String ALL = "[\"Page Viewed\",\"Identify\",\"Product Viewed\",\"Product Added\",\"Checkout Started\","
            + "\"Order Completed\",\"Email Sent\",\"Email Delivered\",\"Email Bounced\",\"Email Opened\","
            + "\"Email Link Clicked\"]";

    private ShopNames() {}

    /** How many events there are. */
    static String count() {
        return "{\"kind\":\"trend\",\"event\":" + ALL + "}";
    }

    /** How many events there are of each id of one part of a ledger. */
    static String countsOfPart(int part) {
        return "{\"kind\":\"trend\",\"event\":" + ALL
                + ",\"where\":[{\"property\":\"context.part\",\"op\":\"=\",\"value\":" + part
                + "}],\"by\":\"context.ledger\",\"limit\":1000}";
    }
}
