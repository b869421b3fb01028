/**
 * Every customer's events in order, in memory, and who is whom.
 *
 * <p>Read {@link io.footfall.timeline.Timelines} first: its one writer inserts events and publishes a
 * {@link io.footfall.timeline.View}, an unchanging picture of all timelines at one sequence. Any number of readers walk a
 * view with a {@link io.footfall.timeline.TimelineReader} of their own while the writer goes on.
 *
 * <p>Invariants: a timeline is in {@code (timestamp, sequence)} order; an event is on exactly one identity's timeline; what a
 * view shows never changes, except that its recent parts grow behind its sequence, which its readers pass over.
 */
@NullMarked
package io.footfall.timeline;

import org.jspecify.annotations.NullMarked;
