/** Tests of the log, on the real disk and on one that misbehaves. */
@NullMarked
package io.footfall.eventlog;

import org.jspecify.annotations.NullMarked;
