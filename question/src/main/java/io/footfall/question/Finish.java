package io.footfall.question;

import io.footfall.timeline.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to make an answer's rows from its sum.
 *
 * @param vocabulary what numbers mean
 * @param asOf when the answer is true
 * @param range the question's period at that as-of
 * @param sum what all timelines contribute
 * @param top the values of the breakdown that have rows; null without a breakdown, and where every value has
 * @param previous the same of the earlier stretch, for a comparison; its {@code top} is this one's
 */
public record Finish(
        Vocabulary vocabulary,
        AsOf asOf,
        Range range,
        Sum sum,
        @Nullable Top top,
        @Nullable Finish previous) {}
