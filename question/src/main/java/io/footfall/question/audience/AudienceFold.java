package io.footfall.question.audience;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * What one customer adds to an audience at any as-of: from when to when they are a member, as things stand, and 24 hours after each
 * such second its echo among those who entered and left.
 *
 * <p>An event may change all that lies ahead of it. What was said of that is taken back then, where it differs.
 */
final class AudienceFold implements Fold<Standing> {
    /** How long ago members are compared with. */
    static final long DAY = 86_400;

    private final Rules rules;

    // Of the customer at hand, used again and again.
    private final Staircase before = new Staircase();
    private final LongArrayList turns = new LongArrayList();

    AudienceFold(Rules rules) {
        this.rules = rules;
    }

    @Override
    public Standing start() {
        return rules.start();
    }

    @Override
    public void clear(Standing standing) {
        rules.clear(standing);
    }

    @Override
    public void next(Standing standing, EventView event, Changes changes) {
        if (rules.take(standing, event)) {
            long second = Visibility.secondAfter(event.timestamp());
            standing.members.forgetBefore(second - DAY);
            before.set(standing.members);
            foresee(standing, second);
            emit(before, standing.members, second, changes);
        }
    }

    /** Writes down anew when the customer is a member, from a second on. */
    private void foresee(Standing standing, long second) {
        turns.clear();
        turns.add(second);
        rules.turns(standing, turn -> {
            if (turn > second && turn != Visibility.NEVER) {
                turns.add(turn);
            }
        });
        turns.sort(null);
        standing.members.cutFrom(second);
        for (int i = 0; i < turns.size(); i++) {
            long turn = turns.getLong(i);
            standing.members.set(turn, rules.isMember(standing, turn));
        }
    }

    /** Says what is other than it was, in each stretch from a second on in which anything is: now, or 24 hours before. */
    private static void emit(Staircase old, Staircase now, long second, Changes changes) {
        long at = second;
        int members = 0;
        int entered = 0;
        int left = 0;
        while (at != Visibility.NEVER) {
            boolean wasSo = old.at(at);
            boolean isSo = now.at(at);
            // What lies before the second is the same in both.
            boolean wasBefore = old.at(at - DAY);
            boolean isBefore = now.at(at - DAY);
            members = change(AudienceRows.MEMBERS, at, members, difference(wasSo, isSo), changes);
            entered = change(
                    AudienceRows.ENTERED, at, entered, difference(wasSo && !wasBefore, isSo && !isBefore), changes);
            left = change(AudienceRows.LEFT, at, left, difference(!wasSo && wasBefore, !isSo && isBefore), changes);
            long next = Math.min(old.turnAfter(at), now.turnAfter(at));
            // An echo of what is the same in both matters only while something else is not.
            long echoAfter = wasSo == isSo ? Math.max(at - DAY, second - 1) : at - DAY;
            long echo = Math.min(old.turnAfter(echoAfter), now.turnAfter(echoAfter));
            at = Math.min(next, echo == Visibility.NEVER ? echo : echo + DAY);
        }
    }

    private static int change(long row, long second, int standing, int wanted, Changes changes) {
        if (wanted != standing) {
            changes.add(second, row, 0, wanted - standing);
        }
        return wanted;
    }

    private static int difference(boolean was, boolean is) {
        return (is ? 1 : 0) - (was ? 1 : 0);
    }
}
