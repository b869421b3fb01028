/**
 * Experiments: of those who were shown one variation or another, how many went on to do something.
 *
 * <p>Read {@link io.footfall.question.experiment.ExperimentQuestion} for what is asked, {@code ExperimentFold} for what one
 * customer adds, {@code Exposures} for what is remembered of them, and {@code Statistics} for the two tests.
 */
@NullMarked
package io.footfall.question.experiment;

import org.jspecify.annotations.NullMarked;
