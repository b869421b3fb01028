package io.footfall.question;

/**
 * Says who is a member: a customer whose fold adds something to the row of members.
 *
 * <p>It has an interface here so that any question can be limited to one.
 */
public interface Audience extends Question {
    /** The row of the sum in which a customer has something exactly while they are a member. */
    long memberRow();

    /** Who they are, such as {@code who did Order Completed in the last 7 days}. */
    String memberWords();
}
