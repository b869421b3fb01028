/** Tests of control state and keys. */
@NullMarked
package io.footfall.catalog;

import org.jspecify.annotations.NullMarked;
