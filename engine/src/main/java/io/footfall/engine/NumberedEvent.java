package io.footfall.engine;

import io.footfall.event.Event;

/**
 * An event and its place in the log.
 *
 * @param sequence the place
 * @param event the event
 */
public record NumberedEvent(long sequence, Event event) {}
