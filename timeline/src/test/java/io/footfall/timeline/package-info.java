/** Tests of timelines. */
@NullMarked
package io.footfall.timeline;

import org.jspecify.annotations.NullMarked;
