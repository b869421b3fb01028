/**
 * The embedded host: takes in what the log has made safe, keeps pinned answers true, and answers what is asked.
 *
 * <p>Read {@link io.footfall.engine.Engine} first, then {@link io.footfall.engine.PinnedQuestion}, which is kept true event by
 * event, and {@link io.footfall.engine.Scan}, which answers by folding everyone.
 *
 * <p>Threads: {@code footfall-engine-1} owns the timelines, the pinned sums and their agendas; {@code footfall-scan-n} fold
 * views for what is asked and for new pins; everybody else reads what was published.
 */
@NullMarked
package io.footfall.engine;

import org.jspecify.annotations.NullMarked;
