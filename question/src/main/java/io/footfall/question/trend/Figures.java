package io.footfall.question.trend;

import org.jspecify.annotations.Nullable;

/** What each row of a trend says. */
interface Figures {
    /** A {@code Long}, a {@code BigDecimal}, or null where there is nothing to say it of. */
    @Nullable
    Object of(int by, int bucket);
}
