package io.footfall.question.retention;

import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;

/**
 * What one customer adds to a retention: themselves to the cohort of each of their origins, and to each offset at which they came
 * back after it. What was added is never wrong later, since events come in order.
 */
final class RetentionFold implements Fold<Origins> {
    private final Matcher starts;
    private final Matcher comebacks;
    private final BreakdownReader breakdown;
    private final Visibility visibility;
    private final IntervalNumbers numbers;
    private final Offsets offsets;
    private final int periods;
    private final boolean isFirstEver;
    private final boolean countsEarlier;
    private final boolean isRolling;
    private final boolean isOfSizesAlone;

    /** {@code isOfSizesAlone} says whether to count only members, those of all cohorts of a value together. */
    RetentionFold(RetentionQuestion question, FoldContext context, boolean isOfSizesAlone) {
        starts = new Matcher(question.start(), question.scope(), context);
        comebacks = new Matcher(question.comeback(), question.scope(), context);
        breakdown = new BreakdownReader(question.by(), question.scope(), context);
        visibility = context.visibility();
        numbers = new IntervalNumbers(question.interval(), question.scope().zone());
        offsets = Offsets.of(question);
        periods = question.periods();
        isFirstEver = question.starting() == Starting.FIRST_EVER;
        countsEarlier = question.mode() == Mode.ON_OR_AFTER;
        isRolling = question.basis() == Basis.ROLLING;
        this.isOfSizesAlone = isOfSizesAlone;
    }

    @Override
    public Origins start() {
        return new Origins();
    }

    @Override
    public void clear(Origins origins) {
        origins.clear();
    }

    @Override
    public void next(Origins origins, EventView event, Changes changes) {
        if (!(isFirstEver && origins.hasStarted()) && starts.matches(event)) {
            begin(origins, event, changes);
        }
        // Afterwards, for a start may be a return too.
        if (!isOfSizesAlone && origins.isDue(event.timestamp()) && comebacks.matches(event)) {
            origins.returned(
                    event.timestamp(), offsets, periods, countsEarlier, (value, cohort, from, to, enters, leaves) -> {
                        for (int offset = from; offset <= to; offset++) {
                            add(changes, RetentionRows.customers(value, cohort, offset), 0, enters, leaves);
                        }
                    });
        }
    }

    private void begin(Origins origins, EventView event, Changes changes) {
        if (isFirstEver) {
            origins.setStarted();
        }
        long timestamp = event.timestamp();
        long entersPeriod = visibility.enters(timestamp);
        if (entersPeriod == Visibility.NEVER) {
            return;
        }
        int cohort = numbers.of(timestamp);
        long enters = isFirstEver ? entersPeriod : origins.entersAfterOthers(cohort, entersPeriod);
        long leaves = visibility.leaves(timestamp);
        if (enters >= leaves) {
            return;
        }
        int value = breakdown.value(event);
        origins.add(timestamp, cohort, value, enters, leaves);
        if (isOfSizesAlone) {
            add(changes, RetentionRows.size(value), 0, enters, leaves);
            return;
        }
        add(changes, RetentionRows.size(value, cohort), 0, enters, leaves);
        if (isRolling) {
            add(changes, RetentionRows.origins(value, cohort), numbers.since(timestamp), enters, leaves);
        }
    }

    private static void add(Changes changes, long row, long value, long enters, long leaves) {
        changes.add(enters, row, value, 1);
        if (leaves != Visibility.NEVER) {
            changes.add(leaves, row, value, -1);
        }
    }
}
