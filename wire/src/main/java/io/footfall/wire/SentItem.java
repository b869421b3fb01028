package io.footfall.wire;

import io.footfall.event.PackedDocument;
import org.jspecify.annotations.Nullable;

/** One item of a collecting request as it was sent: read, not yet judged. */
public sealed interface SentItem {

    /** The index in the body of its first byte. */
    int from();

    /** The index in the body after its last byte. */
    int to();

    /** How many bytes of the body it takes. */
    default int size() {
        return to() - from();
    }

    /**
     * An item whose JSON could be read.
     *
     * <p>Ids are absent when they were null, empty, blank, or neither text nor number; numbers are their JSON text.
     *
     * @param type the kind of call as sent; of an item sent alone, what its path says
     * @param event the event's name as sent
     * @param pageName the name of a page or screen, if {@code properties} has none
     * @param messageId the id by which a second delivery is known
     * @param time when it happened by the client's clock, a {@link ClientTime}
     * @param sentAt when it was sent by the client's clock, a {@link ClientTime}
     * @param isPropertiesLegal whether {@code properties} is an object, null or absent
     * @param document {@code properties}, {@code context}, {@code traits} and {@code groupId}, those present
     */
    record Readable(
            int from,
            int to,
            @Nullable String type,
            @Nullable String event,
            @Nullable String pageName,
            @Nullable String messageId,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String previousId,
            long time,
            long sentAt,
            boolean isPropertiesLegal,
            PackedDocument document)
            implements SentItem {}

    /** An item that is JSON, but past a limit of what may be read. */
    record Unreadable(int from, int to) implements SentItem {}

    /** An item that is JSON, but no object. */
    record NoObject(int from, int to) implements SentItem {}
}
