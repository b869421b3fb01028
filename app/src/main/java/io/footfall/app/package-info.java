/** The command line: reads what the process is told, builds its parts in order, and closes them in reverse. */
@NullMarked
package io.footfall.app;

import org.jspecify.annotations.NullMarked;
