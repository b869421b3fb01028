package io.footfall.question.trend;

import io.footfall.question.BreakdownReader;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Matcher;
import io.footfall.question.Memo;
import io.footfall.question.PathReader;
import io.footfall.question.Period;
import io.footfall.question.Row;
import io.footfall.question.Visibility;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What one customer adds to a trend over trailing dates: each event to its own date, for rows add up dates in the end; but
 * themselves to each row that has any of their events, for customers do not add up.
 *
 * <p>The date after the last of the period has a row too, which is read where the stretch is compared with another: of two that are
 * equally long, the later one may touch one more date.
 */
final class TrailingFold implements Fold<TrailingState> {
    private final Matcher matcher;
    private final Visibility visibility;
    private final BreakdownReader breakdown;
    private final TrailingDates dates;
    private final @Nullable PathReader property;
    private final Memo isMeasurable;
    private final Measure measure;
    private final TrendRows rows;
    private final boolean countsMatches;

    TrailingFold(TrailingQuestion question, FoldContext context) {
        TrendQuestion trend = question.trend();
        ZoneId zone = question.scope().zone();
        Vocabulary vocabulary = context.vocabulary();
        matcher = new Matcher(trend.selector(), trend.scope(), context);
        visibility = context.visibility();
        breakdown = new BreakdownReader(trend.by(), trend.scope(), context);
        dates = new TrailingDates(question.dates(), zone);
        property = trend.ofProperty() == null ? null : PathReader.of(trend.ofProperty(), zone, context);
        measure = trend.measure();
        isMeasurable = new Memo(number -> measure.measures(vocabulary.value(number)));
        rows = new TrendRows(trend);
        countsMatches = trend.scope().period() instanceof Period.All;
    }

    @Override
    public TrailingState start() {
        return new TrailingState();
    }

    @Override
    public void clear(TrailingState state) {
        state.clear();
    }

    @Override
    public void next(TrailingState state, EventView event, Changes changes) {
        if (!matcher.matchesName(event)) {
            return;
        }
        long timestamp = event.timestamp();
        dates.turnTo(timestamp);
        int last = dates.count() - 1;
        if (!visibility.mayTouch(dates.startOfTheOneBefore(0), dates.end(last)) || !matcher.meetsConditions(event)) {
            return;
        }
        int by = breakdown.value(event);
        if (measure.countsCustomers() && state.end(by) < dates.end(last)) {
            addCustomer(state, by, Visibility.secondAfter(timestamp), changes);
        }
        if (countsMatches) {
            addToDate(changes, TrendRows.matches(by, dates.bucket(0)), 0, timestamp);
        }
        if (property != null) {
            addValue(changes, by, property.value(event), timestamp);
        } else if (measure != Measure.CUSTOMERS) {
            addToDate(changes, rows.figure(by, dates.bucket(0)), 0, timestamp);
        }
    }

    private void addCustomer(TrailingState state, int by, long second, Changes changes) {
        for (int after = 0; after < dates.count(); after++) {
            long end = dates.end(after);
            if (end > state.end(by) && visibility.mayTouch(dates.startOfTheOneBefore(after), end)) {
                add(changes, TrendRows.customers(by, dates.bucket(after)), 0, second, visibility.leaves(end - 1));
            }
        }
        state.setEnd(by, dates.end(dates.count() - 1));
    }

    private void addValue(Changes changes, int by, int value, long timestamp) {
        if (value == Vocabulary.NONE) {
            return;
        }
        if (isMeasurable.test(value)) {
            addToDate(changes, rows.figure(by, dates.bucket(0)), value, timestamp);
        } else {
            long enters = visibility.enters(timestamp);
            if (enters != Visibility.NEVER) {
                add(changes, Row.IGNORED, 0, enters, visibility.leaves(timestamp));
            }
        }
    }

    /** Adds to a date of an event until the last row that is over it has left the period. */
    private void addToDate(Changes changes, long row, long value, long timestamp) {
        add(
                changes,
                row,
                value,
                Visibility.secondAfter(timestamp),
                visibility.leaves(dates.end(dates.count() - 1) - 1));
    }

    private static void add(Changes changes, long row, long value, long enters, long leaves) {
        if (enters < leaves) {
            changes.add(enters, row, value, 1);
            if (leaves != Visibility.NEVER) {
                changes.add(leaves, row, value, -1);
            }
        }
    }
}
