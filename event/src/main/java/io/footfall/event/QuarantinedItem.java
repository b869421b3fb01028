package io.footfall.event;

/**
 * An item set aside with its reason, kept byte for byte so that it can be repaired.
 *
 * @param reason why, as one of the codes in {@code docs/reference/quarantine.md}
 * @param source where it came from
 * @param receivedAt when, in milliseconds since 1970 UTC
 * @param bytes what was sent, cut at the limit of a single event
 */
public record QuarantinedItem(String reason, String source, long receivedAt, byte[] bytes) {}
