/**
 * The durable, ordered, replayable record of admitted events, and of the quarantined ones beside them.
 *
 * <p>Read {@link io.footfall.eventlog.EventLog} first: it takes {@link io.footfall.eventlog.Append}s from any thread
 * and gives back {@link io.footfall.eventlog.Committed} ones. {@link io.footfall.eventlog.GroupCommit} is the one thread
 * that runs here, {@code footfall-eventlog-1}: it writes everything that waits, syncs once, and only then tells
 * anyone. {@link io.footfall.eventlog.SegmentFormat} says what the files look like.
 *
 * <p>Invariants: sequences only grow, and are never given twice; what was not synced is never told; what is damaged
 * is reported and never served.
 */
@NullMarked
package io.footfall.eventlog;

import org.jspecify.annotations.NullMarked;
