package io.footfall.question;

import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of all timelines: a value with everything needed to answer it, whoever the host is.
 *
 * <p>A kind of question is a record that implements this, in a package of its own, with its fold beside it.
 */
public interface Question extends Foldable {
    /** The kind as it is written in JSON, such as {@code funnel}. */
    String kind();

    /** The events that it counts or looks for, before any filter. */
    List<Selector> selectors();

    /** What its rows are cut into along time, where their field {@code at} says so. */
    default Interval interval() {
        return Interval.NONE;
    }

    /** What ranks the values of {@link #by()}. Present exactly when {@link #by()} is. */
    Optional<Ranking> ranking();

    /**
     * What timelines contribute to this question with the given top values, if the sum of {@link #ranking()} over the same timelines
     * says it; then they need not be folded twice.
     *
     * @param ranks the ranking's sum, which is used up
     */
    default Optional<Sum> fromRanking(Sum ranks, Top top) {
        return Optional.empty();
    }

    /**
     * Lets a question pass that can be kept up to date.
     *
     * @throws InvalidQuestionException if it can only be asked
     */
    default void requirePinnable() {}

    /**
     * Whether what one customer adds changes only with their next event or at seconds that their events name beforehand, so that a host
     * can keep the answer up to date event by event.
     */
    default boolean isDatedByEvents() {
        return true;
    }

    /**
     * The first as-of second at which the rows may be others though nothing was added to the sum or taken from it, such as the
     * end of an interval that still runs; {@link Visibility#NEVER} if there is none.
     */
    default long sameUntil(Finish finish) {
        return Visibility.NEVER;
    }

    /** The names of pinned audiences that it refers to, and that those refer to. */
    default Set<String> audienceNames() {
        return scope().of().map(Of::audienceNames).orElse(Set.of());
    }

    /** What is said beside the rows of the answer. */
    default Aside aside(Finish finish) {
        return Aside.NONE;
    }

    /** The rows of the answer, from the sum of what all timelines contribute up to an as-of. */
    Table finish(Finish finish);

    /**
     * The row of a sum in which a customer has something exactly if they are among those whom a row of the answer counts.
     *
     * @param top the values of the breakdown that have rows; null without a breakdown
     * @param range the question's period at the as-of
     * @throws InvalidQuestionException if the answer has no such row
     */
    long members(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range);

    /** The rows of a sum that {@link #members} says, in any of which a customer has something; several where they are added up. */
    default LongSet memberRows(RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range) {
        return LongSets.singleton(members(key, vocabulary, top, range));
    }

    /**
     * The same at an as-of, where it depends on what the answer comes to which rows are added up.
     *
     * @param answered what the answer is finished from, without a comparison
     */
    default LongSet memberRows(
            RowKey key, Vocabulary vocabulary, @Nullable Top top, Range range, Supplier<Finish> answered) {
        return memberRows(key, vocabulary, top, range);
    }

    /** What is counted, in one or two plain sentences that decide every number. */
    String definition();
}
