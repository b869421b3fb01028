package io.footfall.connect.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The first 16 bytes of a SHA-256: the same for equal values, however a file quotes them or ends its lines. */
record RowHash(byte[] bytes) {

    private static final int BYTES = 16;

    static RowHash of(List<String> values) {
        MessageDigest digest = sha256();
        for (String value : values) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            // With lengths, so that ("ab", "c") and ("a", "bc") differ.
            digest.update(ByteBuffer.allocate(4).putInt(utf8.length).flip());
            digest.update(utf8);
        }
        return new RowHash(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** The hash of this and then another. */
    RowHash then(RowHash next) {
        MessageDigest digest = sha256();
        digest.update(bytes);
        digest.update(next.bytes);
        return new RowHash(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** Eight of the bytes, to recognise equal rows by. */
    long fingerprint() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
