package io.footfall.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An item set aside with its reason, kept byte for byte so that it can be repaired.
 *
 * @param reason why, as one of the codes in {@code docs/reference/quarantine.md}
 * @param source where it came from
 * @param receivedAt when, in milliseconds since 1970 UTC
 * @param bytes what was sent, cut at the limit of a single event
 */
public record QuarantinedItem(String reason, String source, long receivedAt, byte[] bytes) {

    /**
     * What it is known by once it was repaired: 64 bits of SHA-256 of all that it says. Among a million items the chance that any two
     * are alike is 10¹² / 2⁶⁵, less than 10⁻⁷. Items that are the same byte for byte, of one place and one millisecond, are one.
     */
    public long id() {
        MessageDigest digest = sha256();
        for (String text : new String[] {reason, source}) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(utf8.length).flip());
            digest.update(utf8);
        }
        digest.update(ByteBuffer.allocate(8).putLong(receivedAt).flip());
        digest.update(bytes);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
