package io.footfall.engine;

import io.footfall.timeline.Timelines;

/**
 * What was read of a snapshot.
 *
 * @param about what stands beside the timelines
 * @param timelines the timelines
 */
record Snapshot(SnapshotAbout about, Timelines timelines) {}
