package io.footfall.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller showed of itself.
 *
 * @param basicUser the user name of Basic authorisation; its password is not looked at
 * @param bearer the token of Bearer authorisation
 * @param cookie the page's cookie
 */
public record Credentials(Optional<String> basicUser, Optional<String> bearer, Optional<String> cookie) {
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    static Credentials of(@Nullable String authorization, Optional<String> cookie) {
        if (authorization == null) {
            return new Credentials(Optional.empty(), Optional.empty(), cookie);
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new Credentials(
                    userOf(authorization.substring(BASIC.length()).strip()), Optional.empty(), cookie);
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = authorization.substring(BEARER.length()).strip();
            return new Credentials(Optional.empty(), Optional.of(token), cookie);
        }
        return new Credentials(Optional.empty(), Optional.empty(), cookie);
    }

    private static Optional<String> userOf(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
        } catch (IllegalArgumentException notBase64) {
            return Optional.of("");
        }
    }
}
