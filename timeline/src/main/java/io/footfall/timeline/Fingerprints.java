package io.footfall.timeline;

import java.nio.charset.StandardCharsets;

/**
 * 64-bit keyed fingerprints, by which a second delivery of an event is known: SipHash-1-3 (Aumasson and Bernstein, 2012), so
 * that nobody without the key can make two events look alike.
 *
 * <p>Two different events of one identity with n events collide with a chance of about n²/2⁶⁵: of an identity with a million
 * events once in forty million.
 */
final class Fingerprints {
    private final long key0;
    private final long key1;

    // The state of the hash under way; used by one thread.
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private byte[] scratch = new byte[128];

    Fingerprints(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The fingerprint of a source and a message id. */
    long of(String source, String messageId) {
        byte[] bytes = (source + '\0' + messageId).getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    /** The same of texts as they lie stored. */
    long of(Utf8 source, Utf8 messageId) {
        int length = source.length() + 1 + messageId.length();
        if (scratch.length < length) {
            scratch = new byte[length * 2];
        }
        source.copyTo(scratch, 0);
        scratch[source.length()] = 0;
        messageId.copyTo(scratch, source.length() + 1);
        return hash(scratch, 0, length);
    }

    private long hash(byte[] bytes, int from, int to) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
        int at = from;
        for (; to - at >= 8; at += 8) {
            compress(word(bytes, at, 8));
        }
        compress((long) (to - from) << 56 | word(bytes, at, to - at));
        v2 ^= 0xFF;
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void compress(long word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }

    private static long word(byte[] bytes, int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
        return word;
    }
}
