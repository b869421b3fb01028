package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.question.AsOf;
import io.footfall.timeline.Value;
import java.util.Comparator;
import java.util.List;

/**
 * The customers behind a number.
 *
 * @param customers some of them, by the ids they are called by, in {@link #ORDER}
 * @param hasMore whether others come after these
 * @param asOf when this is true
 * @param isFromFiles whether not all that this says was in memory
 */
public record Members(List<IdentityKey> customers, boolean hasMore, AsOf asOf, boolean isFromFiles) {
    /** By id, by code point; of two alike the user id first. */
    public static final Comparator<IdentityKey> ORDER = Comparator.comparing(IdentityKey::id, Value::compareCodePoints)
            .thenComparing(IdentityKey::isUser, Comparator.reverseOrder());

    /** Copies the list. */
    public Members {
        customers = List.copyOf(customers);
    }
}
