/** Measurements of the whole and of its parts, each beside a peer or a limit. */
@NullMarked
package io.footfall.bench;

import org.jspecify.annotations.NullMarked;
