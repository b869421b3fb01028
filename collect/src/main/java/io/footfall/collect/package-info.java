/** Bytes in, judged events out: the door through which events come. */
@NullMarked
package io.footfall.collect;

import org.jspecify.annotations.NullMarked;
