package io.footfall.question;

/**
 * By which property an answer is split into rows.
 *
 * @param path the property, as written in the question
 * @param limit how many of the largest values have rows of their own, 1 to 1,000
 */
public record Breakdown(String path, int limit) {}
