/**
 * Funnels: how many customers take a list of steps in order, how fast, and where they stop.
 *
 * <p>Read {@link io.footfall.question.funnel.FunnelQuestion} for what is asked, {@code Entries} for how a customer moves along
 * the steps, {@code Schedule} for what that adds to the answer as time passes, and {@code FunnelAnswer} for how rows are made of
 * the sum.
 */
@NullMarked
package io.footfall.question.funnel;

import org.jspecify.annotations.NullMarked;
