/**
 * A shop whose customers do not exist, for trying, testing and measuring.
 *
 * <p>{@link io.footfall.simulate.Shop} decides what happens and is pure: the same {@link io.footfall.simulate.ShopConfig}
 * gives the same bytes on every machine. {@link io.footfall.simulate.Sender} sends it to a collector at the right pace and
 * notes every answered id in a {@link io.footfall.simulate.Ledger}.
 *
 * <p>A visit is a {@code Script} that goes on by one event at a time; the shop always plays the script whose next event is
 * earliest, and lets {@code Mischief} delay, double and break some of what comes out.
 */
@NullMarked
package io.footfall.simulate;

import org.jspecify.annotations.NullMarked;
