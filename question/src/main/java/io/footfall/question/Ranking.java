package io.footfall.question;

/** A question that can say which values of its breakdown are the largest. */
public interface Ranking extends Question {
    /** The largest values, at most the breakdown's limit, from a sum in which every value has rows of its own. */
    Top top(Finish finish);
}
