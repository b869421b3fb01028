package io.footfall.simulate;

/**
 * An item on its way to a collector.
 *
 * @param sendAtMillis when it is sent, in milliseconds since 1970; not when it happened
 * @param messageId the item's id; it begins with {@code broken-} when a collector must quarantine the item
 * @param item the item's JSON, UTF-8; JSON lines can hold it, as it has no line ends
 */
public record Sent(long sendAtMillis, String messageId, byte[] item) {}
