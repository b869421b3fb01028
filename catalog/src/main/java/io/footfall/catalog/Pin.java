package io.footfall.catalog;

import java.time.Instant;

/**
 * A question that is kept answered.
 *
 * @param name how it is asked for
 * @param question the question as JSON text
 * @param createdAt when it was pinned
 */
public record Pin(String name, String question, Instant createdAt) {}
