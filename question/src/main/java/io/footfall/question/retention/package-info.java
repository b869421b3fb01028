/**
 * Retention: who comes back, how long after they began.
 *
 * <p>Read {@link io.footfall.question.retention.RetentionQuestion} for what is asked, {@code RetentionFold} for what one customer
 * adds, {@code Origins} for what is remembered of them, and {@code RetentionAnswer} for how rows are made of the sum.
 */
@NullMarked
package io.footfall.question.retention;

import org.jspecify.annotations.NullMarked;
