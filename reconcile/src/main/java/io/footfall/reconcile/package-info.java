/**
 * Live beside batch: the same question answered over what a nightly batch had received by its hour and over what is known now, and
 * the difference explained item by item so that the items add up.
 *
 * <p>Read {@link io.footfall.reconcile.Reconciliation} first, which answers over {@link io.footfall.reconcile.Variation}s of what was
 * received, one {@link io.footfall.reconcile.Cause} further each time.
 * {@link io.footfall.reconcile.Watch} goes through one day as it was received, and says when something was out of the ordinary.
 */
@NullMarked
package io.footfall.reconcile;

import org.jspecify.annotations.NullMarked;
