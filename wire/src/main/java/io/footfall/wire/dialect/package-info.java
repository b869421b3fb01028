/**
 * Other dialects in which events are sent, each translated into the body of {@code /v1/batch}.
 *
 * <p>A translator moves what a sender said to where our items have it, and judges nothing: what it cannot translate it
 * passes on in a form that the judge sets aside, so one bad event never costs the others. Values are moved as the bytes
 * they are ({@link io.footfall.wire.dialect.RawJson}), so that numbers stay exact.
 */
@NullMarked
package io.footfall.wire.dialect;

import org.jspecify.annotations.NullMarked;
