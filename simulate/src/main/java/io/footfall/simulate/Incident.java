package io.footfall.simulate;

import java.time.Instant;

/**
 * Something that goes wrong in a shop and is not put right until after the day is over.
 *
 * @param what what happens, in plain words
 * @param began when it begins
 * @param question the name of a question that a shop would ask anyway, in which it shows
 * @param row whose number of that question it moves
 */
public record Incident(String what, Instant began, String question, String row) {}
