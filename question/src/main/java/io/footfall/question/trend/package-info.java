/**
 * Trends: what events amount to, over a period or along its intervals.
 *
 * <p>Read {@link io.footfall.question.trend.TrendQuestion} for what is asked, {@code TrendFold} for what one customer adds,
 * and {@code TrendAnswer} for how rows are made of the sum.
 */
@NullMarked
package io.footfall.question.trend;

import org.jspecify.annotations.NullMarked;
