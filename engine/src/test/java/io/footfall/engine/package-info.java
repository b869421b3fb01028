/** Tests of the embedded host. */
@NullMarked
package io.footfall.engine;

import org.jspecify.annotations.NullMarked;
