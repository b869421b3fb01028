package io.footfall.question;

/** Makes the fold of a question for a host, with all that must be known around each event. */
public final class Folding {
    private Folding() {}

    /** A new fold for one thread. */
    public static Fold<?> of(Question question, FoldContext context) {
        return around(question.fold(context), question, context);
    }

    private static <S> Fold<?> around(Fold<S> fold, Question question, FoldContext context) {
        return question.reads().areOfSessions()
                ? new SessionedFold<>(fold, new Sessions(question.scope(), context), context.surroundings())
                : fold;
    }
}
