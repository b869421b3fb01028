/**
 * Paths: what customers do next after something, or did before it.
 *
 * <p>Read {@link io.footfall.question.paths.PathsQuestion} for what is asked, {@code PathsFold} for what one customer adds, and
 * {@code PathsAnswer} for how rows are made of the sum.
 */
@NullMarked
package io.footfall.question.paths;

import org.jspecify.annotations.NullMarked;
