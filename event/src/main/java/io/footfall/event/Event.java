package io.footfall.event;

import org.jspecify.annotations.Nullable;

/**
 * One thing a customer did, as admitted: its clock corrected, its ids judged.
 *
 * <p>At least one of {@code userId} and {@code anonymousId} is present. Everything the source sent beside the envelope
 * ({@code properties}, {@code context}, {@code traits}, {@code groupId}) is in the document, under those keys.
 *
 * @param type the kind of call
 * @param name the event's name: of a track call its own, of the others {@code Page Viewed}, {@code Screen Viewed},
 *     {@code Identify}, {@code Group} or {@code Alias}
 * @param source where it came from: the name of a write key, a topic, a table
 * @param messageId the id by which a second delivery is known, at most 100 characters
 * @param userId the known customer's id
 * @param anonymousId the id of a browser or device
 * @param previousId of an alias call, the id that joins {@code userId}
 * @param timestamp when it happened, in milliseconds since 1970 UTC, never negative
 * @param receivedAt when it arrived, in milliseconds since 1970 UTC
 * @param document everything else, as sent
 */
public record Event(
        EventType type,
        String name,
        String source,
        String messageId,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String previousId,
        long timestamp,
        long receivedAt,
        PackedDocument document) {

    /** Checks that somebody did it. */
    public Event {
        if (userId == null && anonymousId == null) {
            throw new IllegalArgumentException("event " + messageId + " has neither a userId nor an anonymousId");
        }
    }

    /** The identity it carries: its user id, else its anonymous id. */
    public IdentityKey identity() {
        return userId != null ? IdentityKey.user(userId) : IdentityKey.anonymous(requireAnonymousId());
    }

    private String requireAnonymousId() {
        if (anonymousId == null) {
            throw new IllegalStateException("event " + messageId + " carries no id");
        }
        return anonymousId;
    }
}
