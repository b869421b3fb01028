/**
 * Control state: the questions that are pinned, and the keys that open doors.
 *
 * <p>{@link io.footfall.catalog.Catalog} is folded from {@link io.footfall.catalog.ControlRecord}s, which travel through
 * the log like events do, so it is the same after every restart. {@link io.footfall.catalog.Keys} lie in a file of their
 * own, because a secret must never be in the log. {@link io.footfall.catalog.StreamTokens} and
 * {@link io.footfall.catalog.PageLink} hand out short-lived rights that follow from the keys. No threads run here.
 */
@NullMarked
package io.footfall.catalog;

import org.jspecify.annotations.NullMarked;
