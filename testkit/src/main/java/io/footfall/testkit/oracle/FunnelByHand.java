package io.footfall.testkit.oracle;

import io.footfall.question.Breakdown;
import io.footfall.question.Range;
import io.footfall.question.Selector;
import io.footfall.question.funnel.FunnelQuestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a funnel: tries every entry of every customer from its beginning. */
final class FunnelByHand {
    private final FunnelQuestion question;
    private final List<Did> everything;
    private final Calendar calendar;

    FunnelByHand(FunnelQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
        this.calendar = new Calendar(question.scope());
    }

    /**
     * One try.
     *
     * @param by the name of its first event's value in the breakdown
     * @param times when each step was taken that was, in milliseconds
     * @param isRunning whether more may still come
     */
    private record Entry(String customer, Object by, List<Long> times, boolean isRunning) {
        Entry as(Object name) {
            return new Entry(customer, name, times, isRunning);
        }

        int steps() {
            return times.size();
        }
    }

    /**
     * One customer under one value.
     *
     * @param best the entry that got furthest, the earliest of those
     * @param isRunning whether any of their entries is
     */
    private record Standing(Entry best, boolean isRunning) {}

    Answered answer(long second) {
        Range range = calendar.period(second);
        List<Entry> now = entries(second, range);
        List<Entry> before = calendar.isCompared()
                ? entries(calendar.earlierAsOf(second), calendar.earlierPeriod(second))
                : List.of();
        List<String> fields = new ArrayList<>(List.of("step", "event"));
        question.by().ifPresent(ignored -> fields.add("by"));
        int keys = fields.size();
        fields.addAll(List.of("customers", "fromStart", "fromPrevious", "medianSeconds", "p90Seconds", "open"));
        if (calendar.isCompared()) {
            fields.add("previous");
        }
        List<Object> top = top(now);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object name : names(now, top)) {
            List<Standing> standings = standings(named(now, top), name);
            List<Standing> earlier = standings(named(before, top), name);
            for (int step = 1; step <= question.steps().size(); step++) {
                List<@Nullable Object> row = row(standings, step, name);
                if (calendar.isCompared()) {
                    row.add(reached(earlier, step));
                }
                rows.add(row);
            }
        }
        return new Answered(range, 0, Tables.of(fields, keys, rows));
    }

    /** Who is counted in each row of the answer. */
    List<Set<String>> members(long second) {
        List<Entry> now = entries(second, calendar.period(second));
        List<Object> top = top(now);
        List<Set<String>> members = new ArrayList<>();
        for (Object name : names(now, top)) {
            List<Standing> standings = standings(named(now, top), name);
            for (int step = 1; step <= question.steps().size(); step++) {
                int reached = step;
                members.add(standings.stream()
                        .filter(standing -> standing.best().steps() >= reached)
                        .map(standing -> standing.best().customer())
                        .collect(Collectors.toSet()));
            }
        }
        return members;
    }

    private List<Entry> entries(long second, Range range) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope());
        Map<String, List<Did>> timelines = new HashMap<>();
        before.forEach(did -> timelines
                .computeIfAbsent(did.customer(), ignored -> new ArrayList<>())
                .add(did));
        List<Entry> entries = new ArrayList<>();
        for (List<Did> timeline : timelines.values()) {
            for (int i = 0; i < timeline.size(); i++) {
                Did first = timeline.get(i);
                long timestamp = first.event().timestamp();
                if (timestamp >= range.from() && timestamp < range.to() && takes(reading, first, 0)) {
                    entries.add(entry(reading, timeline.subList(i, timeline.size()), second));
                }
            }
        }
        return entries;
    }

    private Entry entry(Reading reading, List<Did> fromFirst, long second) {
        Did first = fromFirst.getFirst();
        long begin = first.event().timestamp();
        long within = question.within().map(Duration::toMillis).orElse(Long.MAX_VALUE - begin);
        List<Long> times = new ArrayList<>();
        for (Did did : fromFirst) {
            boolean isInTime = did.event().timestamp() <= begin + within;
            if (isInTime && times.size() < question.steps().size() && takes(reading, did, times.size())) {
                times.add(did.event().timestamp());
            }
        }
        Object by = question.by()
                .map(breakdown -> Values.name(reading.by(breakdown, first)))
                .orElse(Values.NONE);
        return new Entry(first.customer(), by, times, second * 1000 <= begin + within);
    }

    private boolean takes(Reading reading, Did did, int step) {
        return reading.isMeant(did, question.steps().get(step), question.scope().filter());
    }

    private List<Object> top(List<Entry> now) {
        Optional<Breakdown> by = question.by();
        if (by.isEmpty()) {
            return List.of(Values.NONE);
        }
        Set<Object> names = new HashSet<>();
        now.forEach(entry -> names.add(entry.by()));
        return Values.ranked(
                names, name -> (long) standings(now, name).size(), by.get().limit());
    }

    private static List<Object> names(List<Entry> now, List<Object> top) {
        List<Object> names = new ArrayList<>(top);
        if (now.stream().anyMatch(entry -> !top.contains(entry.by()))) {
            names.add(Values.OTHER);
        }
        return names;
    }

    private static List<Entry> named(List<Entry> entries, List<Object> top) {
        return entries.stream()
                .map(entry -> top.contains(entry.by()) ? entry : entry.as(Values.OTHER))
                .toList();
    }

    /** Entries of a customer come in order, so the first of those that got furthest is the earliest. */
    private static List<Standing> standings(List<Entry> entries, Object name) {
        Map<String, Standing> standings = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.by().equals(name)) {
                standings.merge(
                        entry.customer(),
                        new Standing(entry, entry.isRunning()),
                        (known, another) -> new Standing(
                                another.best().steps() > known.best().steps() ? another.best() : known.best(),
                                known.isRunning() || another.isRunning()));
            }
        }
        return List.copyOf(standings.values());
    }

    private List<@Nullable Object> row(List<Standing> standings, int step, Object name) {
        List<BigDecimal> seconds = new ArrayList<>();
        long open = 0;
        for (Standing standing : standings) {
            List<Long> times = standing.best().times();
            if (times.size() >= step) {
                open += standing.isRunning() && times.size() < question.steps().size() ? 1 : 0;
                if (step > 1) {
                    seconds.add(BigDecimal.valueOf(times.get(step - 1) - times.get(step - 2), 3));
                }
            }
        }
        seconds.sort(null);
        long reached = reached(standings, step);
        Selector selector = question.steps().get(step - 1);
        List<@Nullable Object> row = new ArrayList<>();
        row.add((long) step);
        row.add(
                switch (selector.events().size()) {
                    case 0 -> "*";
                    case 1 -> selector.events().getFirst();
                    default -> selector.events();
                });
        if (question.by().isPresent()) {
            row.add(name);
        }
        row.add(reached);
        row.add(TrendByHand.quotient(BigDecimal.valueOf(reached), reached(standings, 1)));
        row.add(step == 1 ? null : TrendByHand.quotient(BigDecimal.valueOf(reached), reached(standings, step - 1)));
        row.add(TrendByHand.atPlace(seconds, 50));
        row.add(TrendByHand.atPlace(seconds, 90));
        row.add(open);
        return row;
    }

    private static long reached(List<Standing> standings, int step) {
        return standings.stream()
                .filter(standing -> standing.best().steps() >= step)
                .count();
    }
}
