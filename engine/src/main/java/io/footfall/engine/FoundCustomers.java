package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.question.AsOf;
import java.util.Comparator;
import java.util.List;

/**
 * Customers that a search found.
 *
 * @param customers some of them, in the order of the ids they are called by
 * @param hasMore whether others come after these
 * @param asOf when this is true
 * @param isFromFiles whether not all that this says was in memory
 */
public record FoundCustomers(List<Found> customers, boolean hasMore, AsOf asOf, boolean isFromFiles) {
    static final Comparator<Found> ORDER = Comparator.comparing(Found::customer, Members.ORDER);

    /** Copies the list. */
    public FoundCustomers {
        customers = List.copyOf(customers);
    }

    /**
     * A customer, and why.
     *
     * @param customer the id they are called by
     * @param where {@code id}, or the path of a trait
     * @param value what it says there
     */
    public record Found(IdentityKey customer, String where, String value) {}
}
