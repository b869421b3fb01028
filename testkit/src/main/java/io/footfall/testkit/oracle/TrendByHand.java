package io.footfall.testkit.oracle;

import io.footfall.question.Breakdown;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.trend.Measure;
import io.footfall.question.trend.TrendQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a trend. */
final class TrendByHand {
    private static final int ROWS_MAX = 10_000;

    private final TrendQuestion question;
    private final int dates;
    private final List<Did> everything;
    private final Calendar calendar;

    TrendByHand(TrendQuestion question, List<Did> everything) {
        this(question, 1, everything);
    }

    /** Rows are over {@code dates} dates that end with their own; 1 if they are over their interval. */
    TrendByHand(TrendQuestion question, int dates, List<Did> everything) {
        this.question = question;
        this.dates = dates;
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
    record Counted(
            String who,
            long timestamp,
            long at,
            Object by,
            @Nullable Object of) {}

    Answered answer(long second) {
        Range range = calendar.period(second);
        List<Counted> now = counted(second, range);
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
        List<Object> names = names(now, top);
        Map<Object, Map<Long, List<Counted>>> nowByRow = byRow(inRows(now, second), top);
        Map<Object, Map<Long, List<Counted>>> beforeByRow =
                byRow(calendar.isCompared() ? inRows(before, calendar.earlierAsOf(second)) : before, top);
        List<Long> intervals = intervals(now, range);
        if (Math.max(1, names.size()) * (long) intervals.size() > ROWS_MAX) {
            throw new InvalidQuestionException("too_many_rows", "more than " + ROWS_MAX);
        }
        List<Long> earlier = calendar.earlierStarts(question.interval(), intervals, second);
        for (Object name : names) {
            for (int i = 0; i < intervals.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                if (question.interval() != Interval.NONE) {
                    row.add(calendar.written(intervals.get(i)));
                }
                if (question.by().isPresent()) {
                    row.add(name);
                }
                row.add(figure(in(nowByRow, name, intervals.get(i))));
                if (calendar.isCompared()) {
                    row.add(figure(in(beforeByRow, name, earlier.get(i))));
                }
                rows.add(row);
            }
        }
        long ignored = now.stream().filter(this::isIgnored).count();
        return new Answered(range, ignored, Tables.of(fields, keys, rows));
    }

    /**
     * What the rows of one value say.
     *
     * @param of the events of the period, which say what rows there are
     * @param top the values that have rows of their own
     */
    List<@Nullable Object> figures(List<Counted> of, List<Object> top, Object name, List<Long> intervals, long second) {
        Map<Object, Map<Long, List<Counted>>> byRow = byRow(inRows(of, second), top);
        List<@Nullable Object> figures = new ArrayList<>();
        intervals.forEach(at -> figures.add(figure(in(byRow, name, at))));
        return figures;
    }

    /** Who is counted in each row of the answer: whose events are in the measure. */
    List<Set<String>> members(long second) {
        List<Counted> now = counted(second, calendar.period(second));
        List<Object> top = top(now);
        Map<Object, Map<Long, List<Counted>>> byRow = byRow(inRows(now, second), top);
        List<Set<String>> members = new ArrayList<>();
        for (Object name : names(now, top)) {
            for (long at : intervals(now, calendar.period(second))) {
                members.add(who(in(byRow, name, at)));
            }
        }
        return members;
    }

    private Set<String> who(List<Counted> counted) {
        return counted.stream().filter(this::isInTheMeasure).map(Counted::who).collect(Collectors.toSet());
    }

    private boolean isInTheMeasure(Counted counted) {
        return switch (question.measure()) {
            case COUNT, CUSTOMERS, PER_CUSTOMER -> true;
            default -> isMeasured(counted.of());
        };
    }

    List<Counted> counted(long second, Range range) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope());
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
                                .map(by -> Values.name(reading.by(by, did)))
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
        Map<Object, List<Counted>> byName = now.stream().collect(Collectors.groupingBy(Counted::by));
        return Values.ranked(
                byName.keySet(),
                name -> figure(byName.getOrDefault(name, List.of())),
                by.get().limit());
    }

    static List<Object> names(List<Counted> now, List<Object> top) {
        List<Object> names = new ArrayList<>(top);
        if (now.stream().anyMatch(each -> !top.contains(each.by()))) {
            names.add(Values.OTHER);
        }
        return names;
    }

    List<Long> intervals(List<Counted> now, Range range) {
        return calendar.starts(
                question.interval(), range, now.stream().map(Counted::timestamp).toList());
    }

    /** The events of each row; those whose value has no rows of its own lie under {@code (other)}. */
    private Map<Object, Map<Long, List<Counted>>> byRow(List<Counted> all, List<Object> top) {
        Map<Object, Map<Long, List<Counted>>> byRow = new HashMap<>();
        for (Counted each : all) {
            Object name = question.by().isEmpty() || top.contains(each.by()) ? each.by() : Values.OTHER;
            byRow.computeIfAbsent(name, ignored -> new HashMap<>())
                    .computeIfAbsent(each.at(), ignored -> new ArrayList<>())
                    .add(each);
        }
        return byRow;
    }

    /** The events that rows are of: of the period, or of any dates before too. */
    private List<Counted> inRows(List<Counted> ofPeriod, long second) {
        return dates == 1 ? ofPeriod : counted(second, Range.ALL);
    }

    private List<Counted> in(Map<Object, Map<Long, List<Counted>>> byRow, Object name, long at) {
        List<Counted> in = new ArrayList<>();
        long date = at;
        for (int i = 0; i < dates; i++) {
            in.addAll(byRow.getOrDefault(name, Map.of()).getOrDefault(date, List.of()));
            date = dates == 1 ? date : calendar.start(question.interval(), date - 1);
        }
        return in;
    }

    /** Whether an event says something that the measure cannot be said of. */
    boolean isIgnored(Counted each) {
        return each.of() != null && !isMeasured(each.of());
    }

    private boolean isMeasured(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            int zerosAtTheEnd = Math.max(0, -number.scale());
            return number.precision() + zerosAtTheEnd <= 38 && number.scale() <= 18;
        }
        return question.measure() == Measure.DISTINCT && (value instanceof String || value instanceof Boolean);
    }

    @Nullable
    Object figure(List<Counted> of) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Counted each : of) {
            if (each.of() instanceof BigDecimal number && isMeasured(number)) {
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
                        of.stream().filter(each -> isMeasured(each.of())).toList(),
                        each -> Objects.requireNonNull(each.of()));
            case PER_CUSTOMER ->
                quotient(
                        question.ofProperty() == null ? BigDecimal.valueOf(of.size()) : sum,
                        distinct(of, Counted::who));
        };
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
