package io.footfall.testkit.oracle;

import io.footfall.event.EventType;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.sessions.SessionsQuestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a question about sessions: cuts them all, and looks at each. */
final class SessionsByHand {
    private static final int ROWS_MAX = 10_000;

    private final SessionsQuestion question;
    private final List<Did> everything;
    private final Calendar calendar;

    SessionsByHand(SessionsQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
        this.calendar = new Calendar(question.scope());
    }

    /**
     * A session that counts.
     *
     * @param at the start of the interval that its first event lies in
     * @param by the name of its value in the breakdown
     */
    private record Counted(Visit visit, long at, Object by) {
        String who() {
            return visit.events().getFirst().customer();
        }

        boolean isBounce() {
            EventType type = visit.events().getFirst().event().type();
            return visit.events().size() == 1 && (type == EventType.PAGE || type == EventType.SCREEN);
        }
    }

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
        fields.addAll(
                List.of("sessions", "customers", "bounceRate", "eventsPerSession", "medianSeconds", "p90Seconds"));
        if (calendar.isCompared()) {
            fields.add("previous");
        }
        List<Object> top = top(now);
        List<Object> names = names(now, top);
        List<Long> intervals = intervals(now, range);
        if (Math.max(1, names.size()) * (long) intervals.size() > ROWS_MAX) {
            throw new InvalidQuestionException("too_many_rows", "more than " + ROWS_MAX);
        }
        List<Long> earlier = calendar.earlierStarts(question.interval(), intervals, second);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object name : names) {
            for (int i = 0; i < intervals.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                if (question.interval() != Interval.NONE) {
                    row.add(calendar.written(intervals.get(i)));
                }
                if (question.by().isPresent()) {
                    row.add(name);
                }
                addFigures(row, in(now, top, name, intervals.get(i)));
                if (calendar.isCompared()) {
                    row.add((long) in(before, top, name, earlier.get(i)).size());
                }
                rows.add(row);
            }
        }
        return new Answered(range, 0, Tables.of(fields, keys, rows));
    }

    /** Who is counted in each row of the answer. */
    List<Set<String>> members(long second) {
        List<Counted> now = counted(second, calendar.period(second));
        List<Object> top = top(now);
        List<Set<String>> members = new ArrayList<>();
        for (Object name : names(now, top)) {
            for (long at : intervals(now, calendar.period(second))) {
                members.add(in(now, top, name, at).stream().map(Counted::who).collect(Collectors.toSet()));
            }
        }
        return members;
    }

    private List<Counted> counted(long second, Range range) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope());
        Set<Visit> visits = new HashSet<>();
        List<Counted> counted = new ArrayList<>();
        for (Did did : before) {
            Visit visit = reading.visit(did);
            if (visit != null
                    && visit.begin() >= range.from()
                    && visit.begin() < range.to()
                    && visit.events().getFirst().equals(did)
                    && visits.add(visit)) {
                Object by = question.by()
                        .map(breakdown -> Values.name(reading.by(breakdown, did)))
                        .orElse(Values.NONE);
                counted.add(new Counted(visit, calendar.start(question.interval(), visit.begin()), by));
            }
        }
        return counted;
    }

    private List<Object> top(List<Counted> now) {
        if (question.by().isEmpty()) {
            return List.of(Values.NONE);
        }
        Set<Object> names = now.stream().map(Counted::by).collect(Collectors.toSet());
        return Values.ranked(
                names,
                name -> now.stream().filter(each -> each.by().equals(name)).count(),
                question.by().get().limit());
    }

    private static List<Object> names(List<Counted> now, List<Object> top) {
        List<Object> names = new ArrayList<>(top);
        if (now.stream().anyMatch(each -> !top.contains(each.by()))) {
            names.add(Values.OTHER);
        }
        return names;
    }

    private List<Long> intervals(List<Counted> now, Range range) {
        return calendar.starts(
                question.interval(),
                range,
                now.stream().map(each -> each.visit().begin()).toList());
    }

    private List<Counted> in(List<Counted> all, List<Object> top, Object name, long at) {
        return all.stream()
                .filter(each -> each.at() == at)
                .filter(each ->
                        question.by().isEmpty() || (top.contains(each.by()) ? each.by() : Values.OTHER).equals(name))
                .toList();
    }

    private static void addFigures(List<@Nullable Object> row, List<Counted> of) {
        long events = 0;
        long bounces = 0;
        List<BigDecimal> seconds = new ArrayList<>();
        for (Counted each : of) {
            events += each.visit().events().size();
            bounces += each.isBounce() ? 1 : 0;
            seconds.add(BigDecimal.valueOf(each.visit().end() - each.visit().begin(), 3));
        }
        seconds.sort(null);
        row.add((long) of.size());
        row.add(of.stream().map(Counted::who).distinct().count());
        row.add(TrendByHand.quotient(BigDecimal.valueOf(bounces), of.size()));
        row.add(TrendByHand.quotient(BigDecimal.valueOf(events), of.size()));
        row.add(TrendByHand.atPlace(seconds, 50));
        row.add(TrendByHand.atPlace(seconds, 90));
    }
}
