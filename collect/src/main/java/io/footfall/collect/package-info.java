/**
 * Bytes in, judged events out: the door through which events come.
 *
 * <p>Read {@link io.footfall.collect.Collector} first: it takes a body through its steps. {@link
 * io.footfall.collect.Admission} is the list of rules, {@link io.footfall.collect.Reason} what may be wrong. What is
 * refused, set aside or admitted is counted; nothing is dropped in silence. No threads of its own: requests are read on
 * the event loop they arrive on, and answered from the log's thread.
 */
@NullMarked
package io.footfall.collect;

import org.jspecify.annotations.NullMarked;
