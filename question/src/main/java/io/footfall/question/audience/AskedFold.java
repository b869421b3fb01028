package io.footfall.question.audience;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.timeline.EventView;

/** What one customer adds to an audience at one as-of: judged there, and 24 hours before. */
final class AskedFold implements Fold<Standing> {
    private final Rules rules;
    private final long second;
    private final long earlier;

    AskedFold(Rules rules, long second) {
        this.rules = rules;
        this.second = second;
        this.earlier = second - AudienceFold.DAY;
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
        if (!standing.isEarlierJudged && event.timestamp() >= earlier * 1000) {
            judgeEarlier(standing);
        }
        rules.take(standing, event);
    }

    @Override
    public void settle(Standing standing, Changes changes) {
        if (standing.isSettled) {
            return;
        }
        standing.isSettled = true;
        if (!standing.isEarlierJudged) {
            judgeEarlier(standing);
        }
        boolean isMember = rules.isMember(standing, second);
        if (isMember) {
            changes.add(second, AudienceRows.MEMBERS, 0, 1);
        }
        if (isMember != standing.wasMember) {
            changes.add(second, isMember ? AudienceRows.ENTERED : AudienceRows.LEFT, 0, 1);
        }
    }

    private void judgeEarlier(Standing standing) {
        standing.isEarlierJudged = true;
        standing.wasMember = rules.isMember(standing, earlier);
    }
}
