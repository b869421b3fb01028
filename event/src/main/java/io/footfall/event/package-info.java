/**
 * What happened, to whom, when: the vocabulary every other module speaks, and its versioned binary form.
 *
 * <p>Read {@link io.footfall.event.Event} first, then {@link io.footfall.event.PackedDocument}, which holds everything
 * a source sent beside the envelope, and {@link io.footfall.event.EventCodec}, which makes bytes of both. Nothing here
 * has threads, clocks or I/O.
 */
@NullMarked
package io.footfall.event;

import org.jspecify.annotations.NullMarked;
