/** Files of rows into events, by a small mapping file. */
@NullMarked
package io.footfall.connect.files;

import org.jspecify.annotations.NullMarked;
