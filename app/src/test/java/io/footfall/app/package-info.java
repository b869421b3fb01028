/** Tests of the whole program. */
@NullMarked
package io.footfall.app;

import org.jspecify.annotations.NullMarked;
