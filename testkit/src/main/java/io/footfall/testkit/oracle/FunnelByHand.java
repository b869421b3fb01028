package io.footfall.testkit.oracle;

import io.footfall.question.Breakdown;
import io.footfall.question.Range;
import io.footfall.question.Selector;
import io.footfall.question.funnel.FunnelQuestion;
import io.footfall.question.funnel.FunnelQuestion.Count;
import io.footfall.question.funnel.FunnelQuestion.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
     * @param unit what it is counted for: a customer, one of their sessions, or itself
     * @param by the name of its first event's value in the breakdown
     * @param times when each step was taken that was, in milliseconds
     * @param isRunning whether more may still come
     */
    private record Entry(String customer, Object unit, Object by, List<Long> times, boolean isRunning) {
        Entry as(Object name) {
            return new Entry(customer, unit, name, times, isRunning);
        }

        int steps() {
            return times.size();
        }
    }

    /**
     * One customer, session or entry under one value.
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
        fields.addAll(List.of(
                question.count() == Count.CUSTOMERS ? "customers" : "count",
                "fromStart",
                "fromPrevious",
                "medianSeconds",
                "p90Seconds",
                "open"));
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
            List<List<Did>> tries =
                    question.count() == Count.ENTRIES ? oneAfterAnother(reading, timeline) : all(reading, timeline);
            for (List<Did> taken : tries) {
                long begin = taken.getFirst().event().timestamp();
                if (begin >= range.from() && begin < range.to()) {
                    entries.add(entry(reading, taken, entries.size(), second));
                }
            }
        }
        return entries;
    }

    /** What each try of a customer took, from each event that can be a first step. */
    private List<List<Did>> all(Reading reading, List<Did> timeline) {
        List<List<Did>> tries = new ArrayList<>();
        for (int i = 0; i < timeline.size(); i++) {
            List<Did> fromFirst = timeline.subList(i, timeline.size());
            if (question.order() == Order.ANY) {
                if (steps(reading, fromFirst.getFirst()) != 0) {
                    tries.add(fromFirst.subList(0, mostSteps(reading, fromFirst)));
                }
            } else if (takes(reading, fromFirst.getFirst(), 0) && isInReach(reading, fromFirst.getFirst())) {
                tries.add(taken(reading, fromFirst));
            }
        }
        return tries;
    }

    private List<Did> taken(Reading reading, List<Did> fromFirst) {
        Did first = fromFirst.getFirst();
        List<Did> taken = new ArrayList<>(List.of(first));
        for (Did did : fromFirst.subList(1, fromFirst.size())) {
            boolean isComplete = taken.size() == question.steps().size();
            if (isComplete || !isInTime(first, did) || isExcluded(reading, did, taken.size())) {
                break;
            }
            if (isInReach(reading, did)
                    && isOfOneSession(reading, first, did)
                    && takes(reading, did, taken.size())
                    && held(reading, did).equals(held(reading, first))) {
                taken.add(did);
            } else if (breaks(reading, did)) {
                break;
            }
        }
        return taken;
    }

    private List<List<Did>> oneAfterAnother(Reading reading, List<Did> timeline) {
        List<List<Did>> tries = new ArrayList<>();
        Map<List<Object>, List<Did>> open = new HashMap<>();
        for (Did did : timeline) {
            List<Object> held = held(reading, did);
            open.entrySet().removeIf(each -> {
                List<Did> taken = each.getValue();
                boolean isServed = each.getKey().equals(held) && takes(reading, did, taken.size());
                return !isInTime(taken.getFirst(), did)
                        || isExcluded(reading, did, taken.size())
                        || (breaks(reading, did) && !isServed);
            });
            List<Did> taken = open.get(held);
            if (taken != null && takes(reading, did, taken.size())) {
                taken.add(did);
                if (taken.size() == question.steps().size()) {
                    open.remove(held);
                }
            } else if (taken == null && takes(reading, did, 0)) {
                List<Did> fresh = new ArrayList<>(List.of(did));
                open.put(held, fresh);
                tries.add(fresh);
            }
        }
        return tries;
    }

    /**
     * The most different steps that different events can serve: for each set of steps, there are no more than the steps outside it and
     * the events that match any in it, and for one of the sets there are as many.
     */
    private int mostSteps(Reading reading, List<Did> fromFirst) {
        List<Integer> matched = new ArrayList<>();
        for (Did did : fromFirst) {
            if (isInTime(fromFirst.getFirst(), did)) {
                matched.add(steps(reading, did));
            }
        }
        int count = question.steps().size();
        int most = count;
        for (int set = 0; set < 1 << count; set++) {
            int inside = set;
            long events =
                    matched.stream().filter(steps -> (steps & inside) != 0).count();
            most = (int) Math.min(most, count - Integer.bitCount(set) + events);
        }
        return most;
    }

    /** Which steps an event matches, a bit each. */
    private int steps(Reading reading, Did did) {
        int steps = 0;
        for (int step = 0; step < question.steps().size(); step++) {
            steps |= takes(reading, did, step) ? 1 << step : 0;
        }
        return steps;
    }

    private boolean isInTime(Did first, Did did) {
        return question.within()
                .map(within -> did.event().timestamp() - first.event().timestamp() <= within.toMillis())
                .orElse(true);
    }

    private boolean isExcluded(Reading reading, Did did, int taken) {
        return question.exclude().stream()
                .anyMatch(each -> each.from() <= taken
                        && taken < each.to()
                        && reading.isMeant(
                                did, each.selector(), question.scope().filter()));
    }

    private boolean breaks(Reading reading, Did did) {
        return question.order() == Order.STRICT && reading.visit(did) != null;
    }

    private boolean isInReach(Reading reading, Did did) {
        return question.count() != Count.SESSIONS || reading.visit(did) != null;
    }

    private boolean isOfOneSession(Reading reading, Did first, Did did) {
        return question.count() != Count.SESSIONS || begin(reading, first) == begin(reading, did);
    }

    private static long begin(Reading reading, Did did) {
        return Objects.requireNonNull(reading.visit(did)).begin();
    }

    private List<Object> held(Reading reading, Did did) {
        List<Object> held = new ArrayList<>();
        for (String path : question.hold()) {
            Optional<Object> value = Optional.ofNullable(reading.value(path, did));
            held.add(value.filter(each -> !(each instanceof List) && !(each instanceof Map)));
        }
        return held;
    }

    private Entry entry(Reading reading, List<Did> taken, int number, long second) {
        Did first = taken.getFirst();
        long begin = first.event().timestamp();
        long within = question.within().map(Duration::toMillis).orElse(Long.MAX_VALUE - begin);
        boolean isRunning = second * 1000 <= begin + within;
        Object unit = first.customer();
        if (question.count() == Count.ENTRIES) {
            unit = number;
        } else if (question.count() == Count.SESSIONS) {
            Visit visit = Objects.requireNonNull(reading.visit(first));
            unit = List.of(first.customer(), visit.begin());
            isRunning &= second * 1000 <= visit.end() + question.scope().gap().toMillis();
        }
        Object by = question.by()
                .map(breakdown -> Values.name(reading.by(breakdown, first)))
                .orElse(Values.NONE);
        List<Long> times = taken.stream().map(did -> did.event().timestamp()).toList();
        return new Entry(first.customer(), unit, by, times, isRunning);
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
        Map<Object, Standing> standings = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.by().equals(name)) {
                standings.merge(
                        entry.unit(),
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
                if (step > 1 && question.order() != Order.ANY) {
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
                switch (question.order() == Order.ANY ? -1 : selector.events().size()) {
                    case -1 -> null;
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
