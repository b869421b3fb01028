package io.footfall.testkit.oracle;

import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.lifecycle.LifecycleQuestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers a lifecycle: asks of each customer and interval whether they were active in it, in the one before, and ever earlier. */
final class LifecycleByHand {
    private static final int ROWS_MAX = 10_000;

    private final LifecycleQuestion question;
    private final Interval interval;
    private final Calendar calendar;
    private final ActiveByHand active;

    LifecycleByHand(LifecycleQuestion question, List<Did> everything) {
        this.question = question;
        this.interval = question.interval();
        this.calendar = new Calendar(question.scope());
        this.active = new ActiveByHand(everything, calendar, interval);
    }

    Answered answer(long second) {
        Map<String, NavigableSet<Long>> starts = starts(second);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long at : intervals(starts, second)) {
            List<@Nullable Object> row = new ArrayList<>(List.of(calendar.written(at)));
            for (Set<String> customers : standings(starts, at).subList(0, 3)) {
                row.add((long) customers.size());
            }
            boolean isOver = calendar.next(interval, at) <= second * 1000;
            row.add(isOver ? -(long) standings(starts, at).get(3).size() : null);
            rows.add(row);
        }
        List<String> fields = List.of("at", "new", "returning", "resurrecting", "dormant");
        return new Answered(calendar.period(second), 0, Tables.of(fields, 1, rows));
    }

    List<Set<String>> members(long second) {
        Map<String, NavigableSet<Long>> starts = starts(second);
        List<Set<String>> members = new ArrayList<>();
        intervals(starts, second).forEach(at -> members.addAll(standings(starts, at)));
        return members;
    }

    private Map<String, NavigableSet<Long>> starts(long second) {
        return active.starts(question.selector(), question.scope(), second, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Those who are new, returning, resurrecting and dormant in an interval. */
    private List<Set<String>> standings(Map<String, NavigableSet<Long>> starts, long at) {
        List<Set<String>> standings = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        long before = calendar.start(interval, at - 1);
        starts.forEach((customer, of) -> {
            if (of.contains(at)) {
                boolean isNew = of.first() == at;
                standings.get(isNew ? 0 : of.contains(before) ? 1 : 2).add(customer);
            } else if (of.contains(before)) {
                standings.get(3).add(customer);
            }
        });
        return standings;
    }

    private List<Long> intervals(Map<String, NavigableSet<Long>> starts, long second) {
        Range range = calendar.period(second);
        long from = range.from();
        long to = range.to();
        if (range.isAll()) {
            TreeSet<Long> all = new TreeSet<>();
            starts.values().forEach(all::addAll);
            if (all.isEmpty()) {
                return List.of();
            }
            from = all.first();
            to = all.last() + 1;
        }
        List<Long> intervals = new ArrayList<>();
        for (long at = calendar.start(interval, from); at < to; at = calendar.next(interval, at)) {
            intervals.add(at);
        }
        if (intervals.size() > ROWS_MAX) {
            throw new InvalidQuestionException("too_many_rows", "more than " + ROWS_MAX);
        }
        return intervals;
    }
}
