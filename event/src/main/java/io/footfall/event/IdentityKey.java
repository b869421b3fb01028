package io.footfall.event;

/**
 * An id that an event carried, in its own space: the user id {@code 7} and the anonymous id {@code 7} are two.
 *
 * @param isUser whether it is a user id
 * @param id the id exactly as sent, never trimmed
 */
public record IdentityKey(boolean isUser, String id) {

    /** The identity of a known customer. */
    public static IdentityKey user(String id) {
        return new IdentityKey(true, id);
    }

    /** The identity of a browser or device. */
    public static IdentityKey anonymous(String id) {
        return new IdentityKey(false, id);
    }
}
