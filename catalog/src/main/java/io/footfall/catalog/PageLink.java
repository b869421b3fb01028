package io.footfall.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The right of our own page to read: a token in the link that is printed at the start, exchanged for a cookie.
 *
 * <p>The token is new with each start. The cookie follows from the read key, so a page that is open goes on reading
 * after a restart, and stops when the keys are made anew. Thread-safe.
 */
public final class PageLink {
    private static final int TOKEN_BYTES = 18;

    private final String token;
    private final String cookie;

    /** Makes the token of this start. */
    public PageLink(Keys keys, SecureRandom random) {
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        token = text.encodeToString(bytes);
        cookie = text.encodeToString(new Signature(keys).of("page", ""));
    }

    /** The token to print in the link. */
    public String token() {
        return token;
    }

    /** The value of the cookie that whoever brings {@code sentToken} gets; empty if it is not the token. */
    public Optional<String> cookieFor(String sentToken) {
        return areEqual(token, sentToken) ? Optional.of(cookie) : Optional.empty();
    }

    /** Whether a cookie of this value may read. */
    public boolean mayRead(String sentCookie) {
        return areEqual(cookie, sentCookie);
    }

    private static boolean areEqual(String ours, String sent) {
        return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
