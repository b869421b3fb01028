package io.footfall.engine;

import io.footfall.event.QuarantinedItem;

/**
 * An item that was set aside, and which one since the log began.
 *
 * @param number the first is 1
 * @param item the item
 */
public record NumberedItem(long number, QuarantinedItem item) {}
