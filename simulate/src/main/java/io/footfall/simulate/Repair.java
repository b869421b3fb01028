package io.footfall.simulate;

import java.time.Instant;
import java.util.Optional;

/**
 * When something that went wrong is put right.
 *
 * @param what what went wrong, as {@link Incident#what()} says it
 * @param live when, where live answers are looked at; empty if these never show it
 * @param nightly when, where the nightly batch is
 */
public record Repair(String what, Optional<Instant> live, Optional<Instant> nightly) {}
