package io.footfall.question;

import java.util.Optional;

/** What timelines can be folded for: a question, or what ranks the values of its breakdown. */
public interface Foldable {
    /** When and for whom: period, zone, filter and comparison. */
    Scope scope();

    /** How the answer is broken down, if it is. */
    Optional<Breakdown> by();

    /** What the fold looks at; an event that it does not read cannot change the sum. */
    Reads reads();

    /** A new fold for one thread, for {@link Folding}. */
    Fold<?> fold(FoldContext context);
}
