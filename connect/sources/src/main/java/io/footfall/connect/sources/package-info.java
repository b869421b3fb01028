/**
 * Sources: where events already are, read by the engine itself as a configuration file says.
 *
 * <p>{@link io.footfall.connect.sources.SourcesConfig} is what a user writes, {@link io.footfall.connect.sources.Sources}
 * runs it. Each source has a thread of its own that calls {@code Source.step} again and again. What a step read goes through
 * {@code Delivery} into the log, in one append with the position behind it: after a kill both are there or neither is, so
 * every row counts once. A source waits when the answers are behind, as clients are asked to.
 */
@NullMarked
package io.footfall.connect.sources;

import org.jspecify.annotations.NullMarked;
