package io.footfall.catalog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens that open the stream of one question, once, within ten minutes.
 *
 * <p>A token is its expiry, a random number and a signature over both and the question's name, so a token outlives a
 * restart. The numbers of opened ones are kept until they expire; those alone are forgotten at a restart. At most
 * {@value #OPENED_MAX} are kept: past that no stream is opened by token until some expired. Thread-safe.
 */
public final class StreamTokens {
    /** How long a token may be used. */
    public static final Duration VALID_FOR = Duration.ofMinutes(10);

    static final int OPENED_MAX = 100_000;
    private static final int CONTENT_BYTES = 16;
    private static final int TOKEN_CHARACTERS_MAX = 64;

    private final Signature signature;
    private final SecureRandom random;
    private final int openedMax;
    private final ReentrantLock lock = new ReentrantLock();

    /** Expiry in milliseconds by random number, in the order of opening. Guarded by the lock. */
    private final Map<Long, Long> opened = new LinkedHashMap<>();

    /** Makes and checks tokens of these keys. */
    public StreamTokens(Keys keys, SecureRandom random) {
        this(keys, random, OPENED_MAX);
    }

    StreamTokens(Keys keys, SecureRandom random, int openedMax) {
        this.signature = new Signature(keys);
        this.random = random;
        this.openedMax = openedMax;
    }

    /** A new token for the stream of {@code question}; also the successor that an open stream hands out. */
    public String issue(String question, Instant now) {
        ByteSink token = new ByteSink(2 * CONTENT_BYTES);
        token.putLong(now.plus(VALID_FOR).toEpochMilli());
        token.putLong(random.nextLong());
        byte[] signed = sign(question, token.toBytes());
        token.put(signed, 0, signed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.toBytes());
    }

    /** Uses up {@code token}; whether it opens the stream of {@code question}. */
    public boolean open(String question, String token, Instant now) {
        if (token.length() > TOKEN_CHARACTERS_MAX) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException ignored) {
            // What is no base64 is no token.
            return false;
        }
        if (bytes.length != 2 * CONTENT_BYTES) {
            return false;
        }
        byte[] content = Arrays.copyOf(bytes, CONTENT_BYTES);
        byte[] sent = Arrays.copyOfRange(bytes, CONTENT_BYTES, bytes.length);
        if (!MessageDigest.isEqual(sign(question, content), sent)) {
            return false;
        }
        ByteSource source = new ByteSource(content);
        long expiry = source.getLong();
        return now.toEpochMilli() < expiry && useUp(source.getLong(), expiry, now.toEpochMilli());
    }

    private boolean useUp(long number, long expiry, long now) {
        lock.lock();
        try {
            if (opened.size() >= openedMax) {
                opened.values().removeIf(other -> other <= now);
            }
            return opened.size() < openedMax && opened.putIfAbsent(number, expiry) == null;
        } finally {
            lock.unlock();
        }
    }

    private byte[] sign(String question, byte[] content) {
        return signature.of("stream", Base64.getEncoder().encodeToString(content) + question);
    }
}
