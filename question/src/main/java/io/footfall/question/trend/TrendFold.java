package io.footfall.question.trend;

import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Interval;
import io.footfall.question.IntervalClock;
import io.footfall.question.Matcher;
import io.footfall.question.Memo;
import io.footfall.question.PathReader;
import io.footfall.question.Row;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What one customer adds to a trend: each event that matches comes when the period first sees it, and goes when it no longer
 * does. Only customers are counted with a memory.
 */
final class TrendFold implements Fold<Presence> {
    private final Matcher matcher;
    private final Visibility visibility;
    private final BreakdownReader breakdown;
    private final @Nullable IntervalClock clock;
    private final @Nullable PathReader property;
    private final Memo isMeasurable;
    private final Measure measure;
    private final TrendRows rows;
    private final boolean countsMatches;
    private final boolean isBrokenDown;
    private final boolean isOncePerRow;

    TrendFold(TrendQuestion question, FoldContext context) {
        Vocabulary vocabulary = context.vocabulary();
        matcher = new Matcher(question.selector(), question.scope(), context);
        visibility = context.visibility();
        breakdown = new BreakdownReader(question.by(), question.scope(), context);
        clock = question.interval() == Interval.NONE
                ? null
                : new IntervalClock(question.interval(), question.scope().zone());
        property = question.ofProperty() == null
                ? null
                : PathReader.of(question.ofProperty(), question.scope().zone(), context);
        measure = question.measure();
        isMeasurable = new Memo(number -> measure.measures(vocabulary.value(number)));
        rows = new TrendRows(question);
        countsMatches = question.countsMatches();
        isBrokenDown = question.by().isPresent();
        isOncePerRow = measure == Measure.CUSTOMERS && !isBrokenDown && visibility.isForEver();
    }

    @Override
    public Presence start() {
        return new Presence(isBrokenDown);
    }

    @Override
    public void clear(Presence presence) {
        presence.clear();
    }

    @Override
    public void next(Presence presence, EventView event, Changes changes) {
        take(presence, event, changes);
    }

    @Override
    public boolean isMemoryless() {
        return measure != Measure.CUSTOMERS && measure != Measure.PER_CUSTOMER;
    }

    @Override
    public void takeAll(Presence presence, TimelineReader timeline, Changes changes) {
        timeline.passOver(visibility.from());
        EventView event = timeline.event();
        while (timeline.next()) {
            if (take(presence, event, changes) && isOncePerRow) {
                timeline.passOver(clock == null ? Long.MAX_VALUE : clock.next(event.timestamp()));
            }
        }
    }

    /** Takes an event, and says whether it is counted. */
    private boolean take(Presence presence, EventView event, Changes changes) {
        if (!matcher.matchesName(event)) {
            return false;
        }
        long timestamp = event.timestamp();
        long enters = visibility.enters(timestamp);
        if (enters == Visibility.NEVER || !matcher.meetsConditions(event)) {
            return false;
        }
        long leaves = visibility.leaves(timestamp);
        int by = breakdown.value(event);
        int bucket = clock == null ? 0 : clock.bucket(timestamp);
        switch (measure) {
            case COUNT -> add(changes, rows.figure(by, bucket), 0, enters, leaves);
            case CUSTOMERS -> presence.add(rows.figure(by, bucket), enters, leaves, changes);
            case PER_CUSTOMER -> {
                presence.add(TrendRows.customers(by, bucket), enters, leaves, changes);
                if (property == null) {
                    add(changes, rows.figure(by, bucket), 0, enters, leaves);
                } else {
                    addValue(changes, rows.figure(by, bucket), property.value(event), enters, leaves);
                }
            }
            default -> {
                if (countsMatches) {
                    add(changes, TrendRows.matches(by, bucket), 0, enters, leaves);
                }
                if (property != null) {
                    addValue(changes, rows.figure(by, bucket), property.value(event), enters, leaves);
                }
            }
        }
        return true;
    }

    private void addValue(Changes changes, long row, int value, long enters, long leaves) {
        if (value == Vocabulary.NONE) {
            return;
        }
        if (Vocabulary.isInline(value) || isMeasurable.test(value)) {
            add(changes, row, value, enters, leaves);
        } else {
            add(changes, Row.IGNORED, 0, enters, leaves);
        }
    }

    private static void add(Changes changes, long row, long value, long enters, long leaves) {
        changes.add(enters, row, value, 1);
        if (leaves != Visibility.NEVER) {
            changes.add(leaves, row, value, -1);
        }
    }
}
