package io.footfall.simulate;

/** A way an item is broken, so that a collector quarantines it. One for every rule there is. */
enum Breakage {
    NO_CUSTOMER,
    ILLEGAL_ID,
    NO_EVENT,
    UNKNOWN_TYPE,
    PROPERTIES_NOT_OBJECT,
    TIME_NOT_READABLE,
    TIME_BEFORE_1970,
    TIME_AHEAD,
    TOO_LARGE,
    DUPLICATE_KEY,
    TOO_DEEP,
    TOO_MANY_DIGITS,
    EXPONENT,
    LONE_SURROGATE;

    /** Ten years: ahead of whoever receives it, though it be sent as of a past day. */
    private static final long AHEAD_MILLIS = 3_650L * 24 * 60 * 60_000;

    private static final int ITEM_BYTES_MAX = 32_768;
    private static final int DEPTH_MAX = 64;
    private static final int DIGITS_MAX = 64;

    byte[] item(String messageId, long at) {
        ItemText item = new ItemText().field("messageId", messageId);
        if (this != UNKNOWN_TYPE) {
            item.field("type", "track");
        }
        if (this != NO_EVENT) {
            item.field("event", "Product Viewed");
        }
        switch (this) {
            case NO_CUSTOMER -> item.raw("userId", "null").field("anonymousId", "  ");
            case ILLEGAL_ID -> item.field("userId", "[object Object]").field("anonymousId", "NaN");
            default -> item.field("userId", "broken");
        }
        return withTimeAndProperties(item, at).toBytes();
    }

    private ItemText withTimeAndProperties(ItemText item, long at) {
        return switch (this) {
            case TIME_NOT_READABLE -> item.field("timestamp", "last Tuesday");
            case TIME_BEFORE_1970 -> item.field("timestamp", "1969-12-31T23:59:59Z");
            case TIME_AHEAD -> item.time("timestamp", at + AHEAD_MILLIS);
            case UNKNOWN_TYPE -> item.time("timestamp", at).field("type", "Track");
            case PROPERTIES_NOT_OBJECT -> item.time("timestamp", at).field("properties", "price=3");
            case TOO_LARGE -> property(item, at, "\"" + "x".repeat(ITEM_BYTES_MAX) + "\"");
            case DUPLICATE_KEY -> property(item, at, "1,\"broken\":2");
            case TOO_DEEP -> property(item, at, "[".repeat(DEPTH_MAX) + "]".repeat(DEPTH_MAX));
            case TOO_MANY_DIGITS -> property(item, at, "1".repeat(DIGITS_MAX + 1));
            case EXPONENT -> property(item, at, "1e401");
            case LONE_SURROGATE -> property(item, at, "\"\\ud800\"");
            case NO_CUSTOMER, ILLEGAL_ID, NO_EVENT -> item.time("timestamp", at);
        };
    }

    private static ItemText property(ItemText item, long at, String json) {
        return item.time("timestamp", at).open("properties").raw("broken", json).close();
    }
}
