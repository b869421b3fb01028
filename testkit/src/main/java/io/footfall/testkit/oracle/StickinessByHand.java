package io.footfall.testkit.oracle;

import io.footfall.question.Range;
import io.footfall.question.stickiness.StickinessQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a stickiness: counts the intervals of each customer. */
final class StickinessByHand {
    private final StickinessQuestion question;
    private final Calendar calendar;
    private final ActiveByHand active;

    StickinessByHand(StickinessQuestion question, List<Did> everything) {
        this.question = question;
        this.calendar = new Calendar(question.scope());
        this.active = new ActiveByHand(everything, calendar, question.interval());
    }

    Answered answer(long second) {
        Range range = calendar.period(second);
        Map<String, NavigableSet<Long>> now = starts(second, range);
        Map<String, NavigableSet<Long>> before =
                calendar.isCompared() ? starts(calendar.earlierAsOf(second), calendar.earlierPeriod(second)) : Map.of();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int count = 1; count <= most(now); count++) {
            List<@Nullable Object> row =
                    new ArrayList<>(List.of((long) count, (long) who(now, count).size()));
            if (calendar.isCompared()) {
                row.add((long) who(before, count).size());
            }
            rows.add(row);
        }
        List<String> fields = new ArrayList<>(List.of("intervals", "customers"));
        if (calendar.isCompared()) {
            fields.add("previous");
        }
        return new Answered(range, 0, Tables.of(fields, 1, rows));
    }

    List<Set<String>> members(long second) {
        Map<String, NavigableSet<Long>> now = starts(second, calendar.period(second));
        List<Set<String>> members = new ArrayList<>();
        for (int count = 1; count <= most(now); count++) {
            members.add(who(now, count));
        }
        return members;
    }

    private Map<String, NavigableSet<Long>> starts(long second, Range range) {
        return active.starts(question.selector(), question.scope(), second, range.from(), range.to());
    }

    private static int most(Map<String, NavigableSet<Long>> starts) {
        return starts.values().stream().mapToInt(NavigableSet::size).max().orElse(0);
    }

    private static Set<String> who(Map<String, NavigableSet<Long>> starts, int count) {
        return starts.entrySet().stream()
                .filter(each -> each.getValue().size() == count)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
