package io.footfall.question;

import java.util.Optional;

/** Makes a fold for a host, with all that must be known around each event. */
public final class Folding {
    private Folding() {}

    /** A new fold for one thread. */
    public static Fold<?> of(Foldable question, FoldContext context) {
        Fold<?> fold = question.fold(context);
        Optional<Breakdown> by = question.by();
        Optional<Attribution> attribution = by.flatMap(Breakdown::attribution);
        if (attribution.isPresent()) {
            fold = new AttributedFold<>(fold, by.get(), attribution.get(), question.scope(), context);
        }
        return question.reads().areOfSessions()
                // Last, for sessions must know of all that is read of them.
                ? new SessionedFold<>(fold, new Sessions(question.scope(), context), context.surroundings())
                : fold;
    }
}
