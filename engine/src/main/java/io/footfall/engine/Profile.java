package io.footfall.engine;

import io.footfall.event.IdentityKey;
import io.footfall.question.AsOf;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What is known of one customer.
 *
 * @param customer the id they are called by
 * @param asOf when this is true
 * @param firstSeen the timestamp of their first event, in milliseconds since 1970 UTC
 * @param lastSeen the timestamp of their last event
 * @param events how many things they did
 * @param sessions how many sessions these were, with pauses of at most 30 minutes inside one
 * @param orders how many of them are {@code Order Completed}
 * @param revenue the sum of {@code properties.revenue} of the orders that have such a number
 * @param traits the newest value of each trait, by its name without {@code traits.}
 * @param sources where their events came from
 * @param identities the ids that their events carried, by id
 * @param isFromFiles whether not all that this says was in memory
 */
public record Profile(
        IdentityKey customer,
        AsOf asOf,
        long firstSeen,
        long lastSeen,
        long events,
        long sessions,
        long orders,
        BigDecimal revenue,
        SortedMap<String, Value> traits,
        SortedSet<String> sources,
        List<Identity> identities,
        boolean isFromFiles) {

    static final String TRAITS = "traits.";

    /** Copies the list. */
    public Profile {
        identities = List.copyOf(identities);
    }

    /** The same with no other than some identities. */
    Profile of(Collection<IdentityKey> these) {
        return new Profile(
                customer,
                asOf,
                firstSeen,
                lastSeen,
                events,
                sessions,
                orders,
                revenue,
                traits,
                sources,
                identities.stream()
                        .filter(identity -> these.contains(identity.key()))
                        .toList(),
                isFromFiles);
    }

    /**
     * An id of a customer.
     *
     * @param key the id
     * @param events how many events are under it: those that carry it as their user id, or as their anonymous id without one
     * @param joined why an anonymous id is this customer's: the first event that carried it and a user id. Empty for user ids,
     *     and for what an alias call joined
     */
    public record Identity(IdentityKey key, long events, Optional<Joined> joined) {}

    /**
     * An event that carried two ids.
     *
     * @param userId the user id
     * @param timestamp when it happened, in milliseconds since 1970 UTC
     * @param sequence its place in the log
     */
    public record Joined(String userId, long timestamp, long sequence) {}
}
