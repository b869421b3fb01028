package io.footfall.question.trend;

import io.footfall.question.Question;
import io.footfall.timeline.Vocabulary;

/** A trend in any of its forms: of one measure, the same over trailing dates, or a formula of several. */
sealed interface TrendForm extends Question permits TrendQuestion, TrailingQuestion, SeriesQuestion {
    /** What rows say, by a sum. */
    Figures figures(Cells cells, Vocabulary vocabulary);

    /** Whether a row of the sum is of events that lie in its bucket. */
    boolean isOfEvents(long row);

    /** The bucket of a row of the sum. */
    int bucket(long row);
}
