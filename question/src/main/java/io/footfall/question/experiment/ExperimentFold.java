package io.footfall.question.experiment;

import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Memo;
import io.footfall.question.PathReader;
import io.footfall.question.Row;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;

/**
 * What one customer adds to an experiment: themselves to the variation of the first exposure that the period holds, and to those
 * who reached the goal after it; or, from the second on in which it holds another variation too, to those who saw two.
 *
 * <p>Where the period slides, the first exposure leaves it and the next one takes its place.
 */
final class ExperimentFold implements Fold<Exposures> {
    private final Matcher exposures;
    private final Matcher goals;
    private final PathReader variations;
    private final Memo isVariation;
    private final Visibility visibility;
    private final long within;

    ExperimentFold(ExperimentQuestion question, FoldContext context) {
        exposures = new Matcher(question.exposure(), question.scope(), context);
        goals = new Matcher(question.goal(), question.scope(), context);
        variations = PathReader.of(question.variation(), question.scope().zone(), context);
        isVariation = new Memo(number -> number != Vocabulary.NONE
                && ExperimentRows.canBeVariation(context.vocabulary().value(number)));
        visibility = context.visibility();
        within = question.within().map(Duration::toMillis).orElse(Long.MAX_VALUE);
    }

    @Override
    public Exposures start() {
        return new Exposures();
    }

    @Override
    public void clear(Exposures seen) {
        seen.clear();
    }

    @Override
    public void next(Exposures seen, EventView event, Changes changes) {
        // Before it is an exposure, for a goal comes after one.
        if (seen.unreached < seen.end && goals.matches(event)) {
            reach(seen, event.timestamp(), changes);
        }
        if (!exposures.matchesName(event)) {
            return;
        }
        long enters = visibility.enters(event.timestamp());
        long leaves = visibility.leaves(event.timestamp());
        if (enters >= leaves || !exposures.meetsConditions(event)) {
            return;
        }
        int variation = variations.value(event);
        if (!isVariation.test(variation)) {
            add(changes, Row.IGNORED, enters, leaves);
            return;
        }
        expose(seen, event.timestamp(), variation, enters, leaves, changes);
    }

    private void expose(Exposures seen, long timestamp, int variation, long enters, long leaves, Changes changes) {
        seen.leaveUntil(Visibility.secondAfter(timestamp));
        if (seen.unmixed < seen.end && seen.variations[seen.unmixed] != variation) {
            for (int i = seen.unmixed; i < seen.end; i++) {
                mix(seen, i, enters, changes);
            }
            seen.unmixed = seen.end;
        }
        long begin = seen.first < seen.end ? Math.max(enters, seen.ends[seen.end - 1]) : enters;
        if (begin < leaves) {
            add(changes, ExperimentRows.customers(variation), begin, leaves);
            seen.add(timestamp, variation, begin, leaves, Visibility.NEVER);
        }
    }

    /** From a second on, the customer counts as one of those who saw two variations. */
    private static void mix(Exposures seen, int i, long second, Changes changes) {
        long from = Math.max(second, seen.begins[i]);
        long end = seen.ends[i];
        seen.mixed[i] = from;
        if (from >= end) {
            return;
        }
        add(changes, ExperimentRows.TWO_VARIATIONS, from, end);
        add(changes, ExperimentRows.customers(seen.variations[i]), from, end, -1);
        long converted = Math.max(from, seen.reached[i]);
        if (converted < end) {
            add(changes, ExperimentRows.converted(seen.variations[i]), converted, end, -1);
        }
    }

    private void reach(Exposures seen, long timestamp, Changes changes) {
        long second = Visibility.secondAfter(timestamp);
        for (int i = seen.unreached; i < seen.end; i++) {
            if (timestamp - seen.timestamps[i] <= within) {
                seen.reached[i] = Math.max(second, seen.begins[i]);
                long end = Math.min(seen.ends[i], seen.mixed[i]);
                if (seen.reached[i] < end) {
                    add(changes, ExperimentRows.converted(seen.variations[i]), seen.reached[i], end);
                }
            }
        }
        seen.unreached = seen.end;
    }

    private static void add(Changes changes, long row, long from, long until) {
        add(changes, row, from, until, 1);
    }

    private static void add(Changes changes, long row, long from, long until, long n) {
        changes.add(from, row, 0, n);
        if (until != Visibility.NEVER) {
            changes.add(until, row, 0, -n);
        }
    }
}
