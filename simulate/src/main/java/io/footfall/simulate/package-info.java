/** A shop of simulated customers whose behaviour is the same for the same seed. */
@NullMarked
package io.footfall.simulate;

import org.jspecify.annotations.NullMarked;
