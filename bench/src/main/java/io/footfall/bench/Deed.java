package io.footfall.bench;

/** What customers of the benchmarks do, and how it is sent: {@link BodyTemplate} says what the marks stand for. */
enum Deed {
    PAGE("page", """
            "name":"Shelf","properties":{"path":"/shelf/kitchen","title":"Kitchen","search":"","referrer":"https://example.com/","theme":"light"}\
            """),
    VIEW("track", """
            "event":"Product Viewed","properties":{"product_id":"sku-@","name":"Pot no. @","category":"kitchen-@","price":@.95,"currency":"EUR"}\
            """),
    ADD("track", """
            "event":"Product Added","properties":{"product_id":"sku-@","name":"Pot no. @","category":"kitchen-@","price":@.95,"quantity":1}\
            """),
    CHECKOUT("track", """
            "event":"Checkout Started","properties":{"value":49.9,"currency":"EUR","items":2,"coupon":"SPRING","step":1}\
            """),
    ORDER("track", """
            "event":"Order Completed","properties":{"order_id":"order-$$$$$$$$$$$$","revenue":49.9,"currency":"EUR","items":2,"coupon":"SPRING"}\
            """);

    /** What each order brings in, in tenths. */
    static final long ORDER_TENTHS = 499;

    /** How many different products customers look at. */
    static final int PRODUCTS = 50;

    private final String type;
    private final String said;

    Deed(String type, String said) {
        this.type = type;
        this.said = said.strip();
    }

    /** The last part of the path that takes it alone. */
    String path() {
        return type;
    }

    /** The product that somebody looks at; as in any shop, few products are looked at most. */
    static int product(int look) {
        // The golden ratio spreads looks evenly between 0 and 1; each product gets some four fifths of what the one
        // before gets.
        double even = look * 0.618_033_988_75 % 1;
        return (int) Math.min(PRODUCTS - 1, -4 * Math.log(1 - even));
    }

    /** The properties, as JSON. */
    String properties(int product) {
        return filled(product).substring(said.indexOf('{'));
    }

    /** The item as a customer of the given journey sends it. */
    String item(int journey, int product) {
        String who = journey % 2 == 0
                ? "\"userId\":\"customer-#######\",\"anonymousId\":\"5bd2d2a0-0000-4000-8000-00000#######\""
                : "\"anonymousId\":\"5bd2d2a0-0000-4000-8000-00000#######\"";
        return "{\"messageId\":\"ajs-next-$$$$$$$$$$$$\",\"type\":\"" + type + "\"," + who
                + ",\"timestamp\":\"%%%%%%%%%%%%%%%%%%%%%%%%\","
                + filled(product)
                + ",\"context\":{\"library\":{\"name\":\"analytics.js\",\"version\":\"2.1.0\"},"
                + "\"page\":{\"path\":\"/shelf/kitchen\"},\"campaign\":{\"source\":\"source-" + journey + "\"}}}";
    }

    private String filled(int product) {
        return said.replace("@", Integer.toString(product));
    }
}
