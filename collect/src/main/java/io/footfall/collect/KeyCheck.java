package io.footfall.collect;

import io.footfall.catalog.Key;
import io.footfall.catalog.KeyKind;
import io.footfall.catalog.Keys;
import io.footfall.http.Credentials;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may collect: the first key it carries decides alone, and must be a write key. */
final class KeyCheck {
    private final Keys keys;

    KeyCheck(Keys keys) {
        this.keys = keys;
    }

    /** What was decided. */
    sealed interface Decision {
        /** It may; its events come from {@code source}. */
        record Collects(String source) implements Decision {}

        /** It may not. */
        record Refused(int status, String code, String message) implements Decision {}
    }

    /** The key in a header: the user name of Basic, else the token of Bearer; an empty one is none. */
    static Optional<String> inHeader(Credentials credentials) {
        return credentials.basicUser().or(credentials::bearer).filter(Predicate.not(String::isEmpty));
    }

    /** Judges by the first key there is: in a header, in the body, in the query. */
    Decision judge(Optional<String> inHeader, @Nullable String inBody, Optional<String> inQuery) {
        Optional<String> first = inHeader.or(() -> Optional.ofNullable(inBody)).or(() -> inQuery);
        return first.isEmpty()
                ? new Decision.Refused(
                        401,
                        "unauthorized",
                        "a write key is needed: as writeKey in the body, or as the Basic user name")
                : judge(first.get());
    }

    /** Judges by one key. */
    Decision judge(String secret) {
        Optional<Key> key = keys.find(secret);
        if (key.isEmpty()) {
            return new Decision.Refused(401, "unauthorized", "this write key is unknown");
        }
        return key.get().kind() == KeyKind.WRITE
                ? new Decision.Collects(key.get().source())
                : new Decision.Refused(403, "forbidden", "this key does not collect; use a write key");
    }
}
