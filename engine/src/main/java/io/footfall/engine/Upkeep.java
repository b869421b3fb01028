package io.footfall.engine;

import io.footfall.question.Answer;
import io.footfall.question.AsOf;
import io.footfall.timeline.TimelineReader;
import org.jspecify.annotations.Nullable;

/**
 * How the answer of a pinned question is brought up to date. Owned by the engine's thread.
 *
 * <p>It may throw: {@link io.footfall.question.InvalidQuestionException} says that there is no answer now, such as more rows
 * than one may have, and leaves all as it was; after anything else it is not to be used again.
 */
sealed interface Upkeep permits Kept, AskedAgain {
    /** Takes what came between two moments. */
    void advance(Runs runs, TimelineReader before, TimelineReader now);

    /** The answer at a moment; null if it is not there yet, or the last one was a moment ago. */
    @Nullable
    Answer answer(Moment moment);

    /** The as-of at which there is no answer, when {@link #answer} has said so at a moment. */
    default AsOf refusedAt(Moment moment) {
        return moment.asOf();
    }

    /** Whether something is being computed beside the engine's thread. */
    boolean isAtWork();

    /** How many times a customer was withdrawn and folded again. */
    long refoldedCustomers();

    /** How many events were folded on the engine's thread. */
    long foldedEvents();

    /** About how much heap it takes, in bytes. */
    long heapBytes();
}
