package io.footfall.question.funnel;

import io.footfall.question.Visibility;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Attempts whose steps may come in any order: each has served as many different steps as its events can, one event a step.
 *
 * <p>Which event serves which step is changed where that makes room for one more, as in any matching. An attempt has all the events of those that
 * began later, and what adds nothing to fewer events adds nothing to more: so an event is offered from the newest attempt back to the first
 * that it adds nothing to.
 */
final class AnyOrderAttempts {
    private static final int FREE = 0;

    private final int steps;
    private final boolean isUnlimited;
    private final KeptAttempts attempts;

    // For each attempt and step the steps that the event which serves it matches, as bits.
    private int[] serving = new int[0];
    private final int[] reachedFrom;

    AnyOrderAttempts(int steps, long within) {
        this.steps = steps;
        this.isUnlimited = within == Long.MAX_VALUE;
        this.attempts = new KeptAttempts(steps, within);
        this.reachedFrom = new int[steps];
    }

    KeptAttempts all() {
        return attempts;
    }

    void clear() {
        attempts.clear();
    }

    /** Offers an event to all attempts, and says whether any has served one step more by it. */
    boolean take(int matched, long timestamp) {
        boolean hasMoved = false;
        for (int attempt = attempts.count() - 1; attempt >= 0; attempt--) {
            if (attempts.isOver(attempt, timestamp) || attempts.isComplete(attempt) || !serve(attempt, matched)) {
                return hasMoved;
            }
            attempts.advance(attempt, timestamp);
            hasMoved = true;
        }
        return hasMoved;
    }

    /** Begins an attempt with an event, and says whether it can matter. */
    boolean begin(int matched, long timestamp, long enters, long leaves) {
        int last = attempts.count() - 1;
        boolean isAsAnother = isUnlimited && last >= 0 && attempts.leaves(last) == leaves;
        if (attempts.isNeedless(leaves) || isAsAnother) {
            return false;
        }
        if (attempts.isFull()) {
            makeRoom(timestamp);
        }
        int attempt = attempts.add(timestamp, enters, leaves);
        int start = attempt * steps;
        if (start + steps > serving.length) {
            serving = Arrays.copyOf(serving, Math.max(start + steps, serving.length * 2));
        }
        Arrays.fill(serving, start, start + steps, FREE);
        serving[start + Integer.numberOfTrailingZeros(matched)] = matched;
        return true;
    }

    /** Finds a step for an event, moving others to further steps that theirs match too, and says whether there is one. */
    private boolean serve(int attempt, int matched) {
        int start = attempt * steps;
        int reached = matched;
        int toLook = matched;
        Arrays.fill(reachedFrom, -1);
        while (toLook != 0) {
            int step = Integer.numberOfTrailingZeros(toLook);
            toLook &= toLook - 1;
            if (serving[start + step] == FREE) {
                shift(start, step, matched);
                return true;
            }
            int further = serving[start + step] & ~reached;
            for (int rest = further; rest != 0; rest &= rest - 1) {
                reachedFrom[Integer.numberOfTrailingZeros(rest)] = step;
            }
            reached |= further;
            toLook |= further;
        }
        return false;
    }

    private void shift(int start, int free, int matched) {
        int to = free;
        for (int from = reachedFrom[to]; from >= 0; from = reachedFrom[to]) {
            serving[start + to] = serving[start + from];
            to = from;
        }
        serving[start + to] = matched;
    }

    private void makeRoom(long timestamp) {
        BitSet live = new BitSet(attempts.count());
        for (int attempt = 0; attempt < attempts.count(); attempt++) {
            live.set(attempt, !attempts.isOver(attempt, timestamp) && !attempts.isComplete(attempt));
        }
        int[] moved = attempts.makeRoom(Visibility.secondAfter(timestamp), live);
        for (int attempt = 0; attempt < moved.length; attempt++) {
            if (moved[attempt] >= 0) {
                System.arraycopy(serving, attempt * steps, serving, moved[attempt] * steps, steps);
            }
        }
    }
}
