package io.footfall.testkit.oracle;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.Range;
import io.footfall.question.Table;
import io.footfall.question.trend.TrendQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a trend. */
final class TrendByHand {
    private final TrendQuestion question;
    private final List<Did> everything;
    private final Calendar calendar;

    TrendByHand(TrendQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
        this.calendar = new Calendar(question.scope());
    }

    /**
     * An event that counts.
     *
     * @param who the customer
     * @param at the start of the interval it lies in
     * @param by the name of its value in the breakdown
     * @param of its value of the property that is measured
     */
    private record Counted(
            String who,
            long timestamp,
            long at,
            Object by,
            @Nullable Object of) {
        Counted as(Object name) {
            return new Counted(who, timestamp, at, name, of);
        }
    }

    Table answer(long second) {
        List<Counted> now = counted(second, calendar.period(second));
        List<Counted> before = calendar.isCompared()
                ? counted(calendar.earlierAsOf(second), calendar.earlierPeriod(second))
                : List.of();
        List<String> fields = new ArrayList<>();
        if (question.interval() != Interval.NONE) {
            fields.add("at");
        }
        question.by().ifPresent(ignored -> fields.add("by"));
        int keys = fields.size();
        fields.add("value");
        if (calendar.isCompared()) {
            fields.add("previous");
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Object> top = top(now);
        List<Counted> nowNamed = named(now, top);
        List<Counted> beforeNamed = named(before, top);
        List<Long> intervals = intervals(now, calendar.period(second));
        for (Object name : names(now, top)) {
            for (int i = 0; i < intervals.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                if (question.interval() != Interval.NONE) {
                    row.add(calendar.written(intervals.get(i)));
                }
                if (question.by().isPresent()) {
                    row.add(name);
                }
                row.add(figure(in(nowNamed, name, intervals.get(i))));
                if (calendar.isCompared()) {
                    row.add(figure(in(beforeNamed, name, earlierInterval(intervals, i, second))));
                }
                rows.add(row);
            }
        }
        return Tables.of(fields, keys, rows);
    }

    /** Who is counted in each row of the answer: whose events are in the measure. */
    List<Set<String>> members(long second) {
        List<Counted> now = counted(second, calendar.period(second));
        List<Object> top = top(now);
        List<Counted> nowNamed = named(now, top);
        List<Set<String>> members = new ArrayList<>();
        for (Object name : names(now, top)) {
            for (long at : intervals(now, calendar.period(second))) {
                members.add(in(nowNamed, name, at).stream()
                        .filter(this::isInTheMeasure)
                        .map(Counted::who)
                        .collect(Collectors.toSet()));
            }
        }
        return members;
    }

    private boolean isInTheMeasure(Counted counted) {
        return switch (question.measure()) {
            case COUNT, CUSTOMERS, PER_CUSTOMER -> true;
            case DISTINCT -> isScalar(counted.of());
            default -> counted.of() instanceof BigDecimal;
        };
    }

    private List<Counted> counted(long second, Range range) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope().zone());
        List<Counted> counted = new ArrayList<>();
        for (Did did : before) {
            long timestamp = did.event().timestamp();
            if (timestamp >= range.from()
                    && timestamp < range.to()
                    && reading.isMeant(
                            did, question.selector(), question.scope().filter())) {
                counted.add(new Counted(
                        did.customer(),
                        timestamp,
                        calendar.start(question.interval(), timestamp),
                        question.by()
                                .map(by -> Values.name(reading.value(by.path(), did)))
                                .orElse(Values.NONE),
                        question.ofProperty() == null ? null : reading.value(question.ofProperty(), did)));
            }
        }
        return counted;
    }

    /** The values that have rows of their own, in rank; without a breakdown one. */
    private List<Object> top(List<Counted> now) {
        Optional<Breakdown> by = question.by();
        if (by.isEmpty()) {
            return List.of(Values.NONE);
        }
        Set<Object> names = new HashSet<>();
        now.forEach(each -> names.add(each.by()));
        return Values.ranked(names, name -> figure(in(now, name)), by.get().limit());
    }

    private static List<Object> names(List<Counted> now, List<Object> top) {
        List<Object> names = new ArrayList<>(top);
        if (now.stream().anyMatch(each -> !top.contains(each.by()))) {
            names.add(Values.OTHER);
        }
        return names;
    }

    private List<Long> intervals(List<Counted> now, Range range) {
        if (question.interval() == Interval.NONE) {
            return List.of(0L);
        }
        long from = range.from();
        long to = range.to();
        if (range.isAll()) {
            if (now.isEmpty()) {
                return List.of();
            }
            from = now.stream().mapToLong(Counted::timestamp).min().orElseThrow();
            to = now.stream().mapToLong(Counted::timestamp).max().orElseThrow() + 1;
        }
        List<Long> starts = new ArrayList<>();
        for (long at = calendar.start(question.interval(), from);
                at < to;
                at = calendar.next(question.interval(), at)) {
            starts.add(at);
        }
        return starts;
    }

    private long earlierInterval(List<Long> intervals, int index, long second) {
        Interval interval = question.interval();
        if (interval == Interval.NONE) {
            return 0;
        }
        if (question.scope().compare() != Compare.PREVIOUS) {
            return calendar.start(interval, calendar.earlier(intervals.get(index), second));
        }
        long at = calendar.start(interval, calendar.earlierPeriod(second).from());
        for (int i = 0; i < index; i++) {
            at = calendar.next(interval, at);
        }
        return at;
    }

    /** The same events, those whose value has no rows of its own under {@code (other)}. */
    private List<Counted> named(List<Counted> all, List<Object> top) {
        return all.stream()
                .map(each -> question.by().isEmpty() || top.contains(each.by()) ? each : each.as(Values.OTHER))
                .toList();
    }

    private static List<Counted> in(List<Counted> all, Object name) {
        return all.stream().filter(each -> each.by().equals(name)).toList();
    }

    private static List<Counted> in(List<Counted> all, Object name, long at) {
        return in(all, name).stream().filter(each -> each.at() == at).toList();
    }

    private @Nullable Object figure(List<Counted> of) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Counted each : of) {
            if (each.of() instanceof BigDecimal number) {
                numbers.add(number);
            }
        }
        numbers.sort(null);
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (question.measure()) {
            case COUNT -> (long) of.size();
            case CUSTOMERS -> distinct(of, Counted::who);
            case SUM -> sum;
            case AVG -> quotient(sum, numbers.size());
            case MIN -> numbers.isEmpty() ? null : numbers.getFirst();
            case MAX -> numbers.isEmpty() ? null : numbers.getLast();
            case MEDIAN -> atPlace(numbers, 50);
            case P75 -> atPlace(numbers, 75);
            case P90 -> atPlace(numbers, 90);
            case P95 -> atPlace(numbers, 95);
            case P99 -> atPlace(numbers, 99);
            case DISTINCT ->
                distinct(
                        of.stream().filter(each -> isScalar(each.of())).toList(),
                        each -> Objects.requireNonNull(each.of()));
            case PER_CUSTOMER ->
                quotient(
                        question.ofProperty() == null ? BigDecimal.valueOf(of.size()) : sum,
                        distinct(of, Counted::who));
        };
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof BigDecimal || value instanceof Boolean;
    }

    private static long distinct(List<Counted> of, Function<Counted, Object> what) {
        Set<Object> met = new HashSet<>();
        of.forEach(each -> met.add(what.apply(each)));
        return met.size();
    }

    static @Nullable BigDecimal quotient(BigDecimal dividend, long divisor) {
        return divisor == 0 ? null : dividend.divide(BigDecimal.valueOf(divisor), 6, RoundingMode.HALF_EVEN);
    }

    /** The value at place ceil(percent · n / 100), counted from 1. */
    static @Nullable BigDecimal atPlace(List<BigDecimal> ascending, int percent) {
        return ascending.isEmpty()
                ? null
                : ascending.get((int) Math.ceilDiv((long) percent * ascending.size(), 100) - 1);
    }
}
