package io.footfall.wire;

import io.footfall.event.PackedDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the body of a collecting request turned out to be. */
public sealed interface SentBody {

    /**
     * A body of items.
     *
     * @param json the bytes that the items' ranges count in; they begin after a byte order mark
     * @param writeKey the key it carries, if any
     * @param sentAt when it was sent by the client's clock, a {@link ClientTime}
     * @param context the context that applies to items that lack it; null if there is none
     * @param items what was sent, in order
     */
    record Items(
            byte[] json,
            @Nullable String writeKey,
            long sentAt,
            @Nullable PackedDocument context,
            List<SentItem> items) implements SentBody {}

    /**
     * A body that cannot be taken at all.
     *
     * @param message why, for whoever sent it
     */
    record Refused(String message) implements SentBody {}
}
