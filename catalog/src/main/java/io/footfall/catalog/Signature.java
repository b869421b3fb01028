package io.footfall.catalog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes short texts that only who has the read key could have made: HMAC-SHA-256, cut to 128 bits. */
final class Signature {
    private static final int BYTES = 16;

    private final SecretKeySpec secret;

    Signature(Keys keys) {
        secret = new SecretKeySpec(keys.first(KeyKind.READ).secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    byte[] of(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
