package io.footfall.question.audience;

/** What is remembered of one customer: the numbers of each rule, and when they were and will be a member. */
final class Standing {
    final long[][] numbers;
    final Staircase members = new Staircase();

    // How many audiences, with those that are referred to, the customer may be a member of.
    int candidacies;

    // Of a fold for one as-of: whether it was judged already who was a member 24 hours before, and how.
    boolean isEarlierJudged;
    boolean wasMember;
    boolean isSettled;

    Standing(int rules) {
        numbers = new long[rules][];
    }

    void clear() {
        candidacies = 0;
        members.clear();
        isEarlierJudged = false;
        wasMember = false;
        isSettled = false;
    }
}
