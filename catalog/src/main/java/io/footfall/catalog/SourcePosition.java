package io.footfall.catalog;

/**
 * How far a source was read when it delivered what stands in the log with this.
 *
 * @param source the source's name
 * @param unit what of it, such as a file; each has a position of its own
 * @param at the position, as only the source understands it
 */
public record SourcePosition(String source, String unit, String at) {}
