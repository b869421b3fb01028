package io.footfall.collect;

import io.footfall.wire.ClientTime;
import io.footfall.wire.SentItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id by which a second delivery of an item is known.
 *
 * <p>It is the item's own, or a hash of it past {@value #CHARACTERS_MAX} characters. Without one, an item that says when
 * it happened gets a hash of what it says, so that it is known when sent again; one that does not say gets a random id,
 * since two alike may both have happened. Hashes are 128 bits of SHA-256: among 10 billion of them the chance that any
 * two are alike is 10²⁰ / 2¹²⁹, less than 10⁻¹⁸.
 */
final class MessageIds {
    static final int CHARACTERS_MAX = 100;

    private static final int HASH_BYTES = 16;

    private MessageIds() {}

    static String of(SentItem.Readable item, CarriedIds ids, String source) {
        String sent = item.messageId();
        if (sent != null) {
            return sent.length() <= CHARACTERS_MAX ? sent : "long-" + hash(sent);
        }
        if (!ClientTime.isKnown(item.time())) {
            return UUID.randomUUID().toString();
        }
        StringBuilder said = new StringBuilder(512);
        append(said, source);
        append(said, item.type());
        append(said, ids.userId());
        append(said, ids.anonymousId());
        append(said, ids.previousId());
        append(said, item.event());
        append(said, Long.toString(item.time()));
        said.append(CanonicalText.of(item.document()));
        return "content-" + hash(said.toString());
    }

    private static void append(StringBuilder said, @Nullable String part) {
        if (part != null) {
            said.append(part.length()).append(':').append(part);
        }
        said.append(',');
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
