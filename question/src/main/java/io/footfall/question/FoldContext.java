package io.footfall.question;

import io.footfall.timeline.Vocabulary;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a fold is made for.
 *
 * @param vocabulary what numbers on events mean
 * @param visibility from when to when an event of the period counts
 * @param top the values of the breakdown that have rows of their own; null where every value has
 * @param activity which event names are never activity
 * @param surroundings what is known of the event being folded beside what it says itself
 * @param asOfSecond the only as-of that is looked at, in seconds since 1970 UTC; empty where any may be
 */
public record FoldContext(
        Vocabulary vocabulary,
        Visibility visibility,
        @Nullable Top top,
        Activity activity,
        Surroundings surroundings,
        OptionalLong asOfSecond) {
    /** For any as-of, with surroundings of its own. */
    public FoldContext(Vocabulary vocabulary, Visibility visibility, @Nullable Top top, Activity activity) {
        this(vocabulary, visibility, top, activity, new Surroundings(), OptionalLong.empty());
    }

    /** For one as-of and a stretch that does not move, with surroundings of its own. */
    public static FoldContext asked(
            Vocabulary vocabulary, Range range, @Nullable Top top, Activity activity, long second) {
        return new FoldContext(
                vocabulary, PeriodClock.fixed(range), top, activity, new Surroundings(), OptionalLong.of(second));
    }

    /** The value a row is named by: {@code value} itself, or {@link Vocabulary#OTHER} if it is not among the top ones. */
    public int rowValue(int value) {
        return top == null || top.holds(value) ? value : Vocabulary.OTHER;
    }
}
