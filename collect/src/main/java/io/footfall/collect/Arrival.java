package io.footfall.collect;

import io.footfall.event.PackedDocument;
import org.jspecify.annotations.Nullable;

/**
 * What the items of one request have in common.
 *
 * @param source where they come from
 * @param receivedAt when they arrived, in milliseconds since 1970 UTC
 * @param sentAt when they were sent by the client's clock, as {@link io.footfall.wire.ClientTime} has it
 * @param isHistory whether they tell of the past, so that no clock is corrected
 * @param context the context of items that lack it; null if there is none
 * @param sender who sent them
 */
record Arrival(
        String source,
        long receivedAt,
        long sentAt,
        boolean isHistory,
        @Nullable PackedDocument context,
        Sender sender) {}
