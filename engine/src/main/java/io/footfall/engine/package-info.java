/** The embedded host: one loop that keeps timelines and pinned answers up to date. */
@NullMarked
package io.footfall.engine;

import org.jspecify.annotations.NullMarked;
