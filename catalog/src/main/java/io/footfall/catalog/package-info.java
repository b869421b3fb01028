/** Control state: the pins and the keys, recorded through the log. */
@NullMarked
package io.footfall.catalog;

import org.jspecify.annotations.NullMarked;
