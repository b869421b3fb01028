package io.footfall.question.funnel;

import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Selector;
import io.footfall.timeline.EventView;
import java.util.List;

/** Says which attempts an event stops: those between steps between which it may not come. For one thread. */
final class Stops {
    private final List<FunnelQuestion.Exclusion> exclusions;
    private final Matcher[] matchers;
    private final Matcher activity;
    private final boolean isStrict;

    Stops(FunnelQuestion question, FoldContext context) {
        exclusions = question.exclude();
        matchers = exclusions.stream()
                .map(exclusion -> new Matcher(exclusion.selector(), question.scope(), context))
                .toArray(Matcher[]::new);
        activity = new Matcher(Selector.ANY, question.scope(), context);
        isStrict = question.order() == FunnelQuestion.Order.STRICT;
    }

    /** The levels of the attempts that an event excludes, as bits: the lowest is level 1. */
    int excluded(EventView event) {
        int levels = 0;
        for (int i = 0; i < matchers.length; i++) {
            if (matchers[i].matches(event)) {
                levels |= exclusions.get(i).levels();
            }
        }
        return levels;
    }

    /** Whether an event breaks all attempts that it does not serve. */
    boolean breaks(EventView event) {
        return isStrict && activity.matches(event);
    }
}
