package io.footfall.collect;

import java.time.Duration;

/**
 * What collecting can be told.
 *
 * @param bodyBytesMax the largest body, inflated
 * @param itemsMax the most items in a batch
 * @param itemBytesMax the largest single item
 * @param retryAfter how long a client is asked to wait when too much is waiting; whole seconds
 * @param internal whose events are left out
 */
public record CollectConfig(
        int bodyBytesMax, int itemsMax, int itemBytesMax, Duration retryAfter, InternalTraffic internal) {
    /** The limits that clients are promised, and nobody left out. */
    public static final CollectConfig DEFAULTS =
            new CollectConfig(512_000, 2_500, 32_768, Duration.ofSeconds(1), InternalTraffic.NONE);

    /** Checks the limits. */
    public CollectConfig {
        require(bodyBytesMax >= 1_024, "collect.body-bytes-max", bodyBytesMax, "at least 1024");
        require(itemsMax >= 1, "collect.items-max", itemsMax, "at least 1");
        require(itemBytesMax >= 128, "collect.item-bytes-max", itemBytesMax, "at least 128");
        require(retryAfter.toSeconds() >= 1, "collect.retry-after", retryAfter, "at least a second");
    }

    /** The same, with some events left out. */
    public CollectConfig leavingOut(InternalTraffic traffic) {
        return new CollectConfig(bodyBytesMax, itemsMax, itemBytesMax, retryAfter, traffic);
    }

    private static void require(boolean isTrue, String key, Object value, String limit) {
        if (!isTrue) {
            throw new IllegalArgumentException(key + " is " + value + ", it must be " + limit);
        }
    }
}
