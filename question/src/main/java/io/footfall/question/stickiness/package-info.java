/**
 * Stickiness: in how many intervals of a period customers are active.
 *
 * <p>Read {@link io.footfall.question.stickiness.StickinessQuestion} for what is asked, {@code StickinessFold} for what one
 * customer adds, and {@code ActiveIntervals} for what is remembered of them.
 */
@NullMarked
package io.footfall.question.stickiness;

import org.jspecify.annotations.NullMarked;
