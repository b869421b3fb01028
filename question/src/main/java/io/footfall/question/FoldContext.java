package io.footfall.question;

import io.footfall.timeline.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What a fold is made for.
 *
 * @param vocabulary what numbers on events mean
 * @param visibility from when to when an event of the period counts
 * @param top the values of the breakdown that have rows of their own; null where every value has
 * @param activity which event names are never activity
 * @param surroundings what is known of the event being folded beside what it says itself
 */
public record FoldContext(
        Vocabulary vocabulary,
        Visibility visibility,
        @Nullable Top top,
        Activity activity,
        Surroundings surroundings) {
    /** With surroundings of its own. */
    public FoldContext(Vocabulary vocabulary, Visibility visibility, @Nullable Top top, Activity activity) {
        this(vocabulary, visibility, top, activity, new Surroundings());
    }

    /** The value a row is named by: {@code value} itself, or {@link Vocabulary#OTHER} if it is not among the top ones. */
    public int rowValue(int value) {
        return top == null || top.holds(value) ? value : Vocabulary.OTHER;
    }
}
