package io.footfall.collect;

import io.footfall.wire.SentItem;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of an item, without those that are never an identity: a mistake gives them to many customers, who would all
 * become one.
 *
 * @param userId the user id, if it is one
 * @param anonymousId the anonymous id, if it is one
 * @param previousId the id that an alias call joins, if it is one
 * @param hasIllegal whether one of them was sent and is none
 */
record CarriedIds(
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String previousId,
        boolean hasIllegal) {
    private static final Set<String> ILLEGAL_IN_ANY_CASE = Set.of(
            "anonymous",
            "guest",
            "distinctid",
            "distinct_id",
            "id",
            "not_authenticated",
            "email",
            "undefined",
            "true",
            "false");
    private static final Set<String> ILLEGAL = Set.of("[object Object]", "NaN", "None", "none", "null", "0", "-1");
    private static final int ILLEGAL_LENGTH_MAX = 17;

    static CarriedIds of(SentItem.Readable item) {
        String userId = legal(item.userId());
        String anonymousId = legal(item.anonymousId());
        String previousId = legal(item.previousId());
        boolean hasIllegal = isLost(item.userId(), userId)
                || isLost(item.anonymousId(), anonymousId)
                || isLost(item.previousId(), previousId);
        return new CarriedIds(userId, anonymousId, previousId, hasIllegal);
    }

    boolean isEmpty() {
        return userId == null && anonymousId == null;
    }

    private static @Nullable String legal(@Nullable String id) {
        return id == null || isIllegal(id) ? null : id;
    }

    private static boolean isLost(@Nullable String sent, @Nullable String kept) {
        return sent != null && kept == null;
    }

    /** Whether many customers would share the id. */
    static boolean isIllegal(String id) {
        return isBlankOut(id)
                || (id.length() <= ILLEGAL_LENGTH_MAX
                        && (ILLEGAL.contains(id) || ILLEGAL_IN_ANY_CASE.contains(id.toLowerCase(Locale.ROOT))));
    }

    /** Whether it is zeros and hyphens only, as in a UUID that nobody filled in. */
    private static boolean isBlankOut(String id) {
        for (int at = 0; at < id.length(); at++) {
            if (id.charAt(at) != '0' && id.charAt(at) != '-') {
                return false;
            }
        }
        return true;
    }
}
