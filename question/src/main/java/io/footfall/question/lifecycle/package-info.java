/**
 * Lifecycle: of the customers of each interval, who is new, who has stayed, who has come back, and who has gone.
 *
 * <p>Read {@link io.footfall.question.lifecycle.LifecycleQuestion} for what is asked, {@code LifecycleFold} for what one customer
 * adds, and {@code LifecycleAnswer} for how rows are made of the sum.
 */
@NullMarked
package io.footfall.question.lifecycle;

import org.jspecify.annotations.NullMarked;
