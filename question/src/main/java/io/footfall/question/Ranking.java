package io.footfall.question;

/** Says which values of a breakdown are the largest, from a fold of its own over the whole period. */
public interface Ranking extends Foldable {
    /** The largest values, at most the breakdown's limit, from a sum in which every value has rows of its own. */
    Top top(Finish finish);
}
