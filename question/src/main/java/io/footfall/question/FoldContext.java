package io.footfall.question;

import io.footfall.timeline.Lookups;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a fold is made for.
 *
 * @param vocabulary what numbers on events mean
 * @param lookups the lookup tables
 * @param visibility from when to when an event of the period counts
 * @param top the values of the breakdown that have rows of their own; null where every value has
 * @param activity which event names are never activity
 * @param surroundings what is known of the event being folded beside what it says itself
 * @param asOfSecond the only as-of that is looked at, in seconds since 1970 UTC; empty where any may be
 */
public record FoldContext(
        Vocabulary vocabulary,
        Lookups lookups,
        Visibility visibility,
        @Nullable Top top,
        Activity activity,
        Surroundings surroundings,
        OptionalLong asOfSecond) {
    /** For any as-of, with surroundings of its own. */
    public FoldContext(View view, Visibility visibility, @Nullable Top top, Activity activity) {
        this(view, visibility, top, activity, OptionalLong.empty());
    }

    /** With surroundings of its own. */
    public FoldContext(
            View view, Visibility visibility, @Nullable Top top, Activity activity, OptionalLong asOfSecond) {
        this(view.vocabulary(), view.lookups(), visibility, top, activity, new Surroundings(), asOfSecond);
    }

    /** For one as-of and a stretch that does not move, with surroundings of its own. */
    public static FoldContext asked(View view, Range range, @Nullable Top top, Activity activity, long second) {
        return new FoldContext(view, PeriodClock.fixed(range), top, activity, OptionalLong.of(second));
    }

    /** The value a row is named by: {@code value} itself, or {@link Vocabulary#OTHER} if it is not among the top ones. */
    public int rowValue(int value) {
        return top == null || top.holds(value) ? value : Vocabulary.OTHER;
    }
}
