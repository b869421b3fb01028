package io.footfall.serve;

import io.footfall.event.IdentityKey;
import io.footfall.http.Request;
import io.footfall.question.InvalidQuestionException;
import io.footfall.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The query parameters {@code limit} and {@code after} of lists, which go on with {@code after} where a page ended. */
final class Paging {
    /** The most items of a page. */
    static final int LIMIT_MAX = 1_000;

    private static final int LIMIT = 100;

    private static final char USER = 'u';
    private static final char ANONYMOUS = 'a';

    private Paging() {}

    /** Says that not all that a page says was in memory, if so. */
    static void writeFrom(boolean isFromFiles, JsonText json) {
        if (isFromFiles) {
            json.key("from").text("files");
        }
    }

    /** How many items are wanted at most. */
    static int limit(Request request) {
        Optional<String> limit = request.queryValue("limit");
        if (limit.isEmpty()) {
            return LIMIT;
        }
        try {
            int wanted = Integer.parseInt(limit.get());
            if (wanted >= 1 && wanted <= LIMIT_MAX) {
                return wanted;
            }
        } catch (NumberFormatException ignored) {
            // Said below, as for a number out of range.
        }
        throw invalid("limit is \"" + limit.get() + "\"; it must be 1 to " + LIMIT_MAX);
    }

    /** The number that the page before handed out as its {@code next}. */
    static OptionalLong after(Request request) {
        Optional<String> after = request.queryValue("after");
        if (after.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(after.get()));
        } catch (NumberFormatException ignored) {
            throw otherPage(after.get());
        }
    }

    /** The {@code next} of a page that ends with a customer. */
    static String cursor(IdentityKey customer) {
        return encoded((customer.isUser() ? USER : ANONYMOUS) + customer.id());
    }

    /** The customer that a page ended with, by its {@code next}. */
    static IdentityKey customer(String cursor) {
        String text = decoded(cursor);
        if (!text.isEmpty() && (text.charAt(0) == USER || text.charAt(0) == ANONYMOUS)) {
            return new IdentityKey(text.charAt(0) == USER, text.substring(1));
        }
        throw otherPage(cursor);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw otherPage(cursor);
        }
    }

    static InvalidQuestionException otherPage(String cursor) {
        return invalid("after is \"" + cursor + "\"; it must be the next of another page");
    }

    /** The first {@code limit} of a list. */
    static <T> List<T> first(List<T> all, int limit) {
        return all.subList(0, Math.min(limit, all.size()));
    }

    static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_request", message);
    }
}
