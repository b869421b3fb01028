package io.footfall.testkit.oracle;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.Table;
import io.footfall.question.retention.Basis;
import io.footfall.question.retention.Mode;
import io.footfall.question.retention.RetentionQuestion;
import io.footfall.question.retention.Starting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a retention: looks at each start of each customer, and at all that came after it. */
final class RetentionByHand {
    private static final int ROWS_MAX = 10_000;

    private final RetentionQuestion question;
    private final List<Did> everything;
    private final Calendar calendar;

    RetentionByHand(RetentionQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
        this.calendar = new Calendar(question.scope());
    }

    /**
     * A customer in a cohort.
     *
     * @param by the name of the start's value in the breakdown
     * @param cohort the start of the interval they began in
     * @param windows the ends of the intervals from offset 0 on
     * @param offsets at which they are counted
     */
    private record Member(String customer, Object by, long cohort, List<Long> windows, Set<Integer> offsets) {
        Member as(Object name) {
            return new Member(customer, name, cohort, windows, offsets);
        }
    }

    Answered answer(long second) {
        Range range = calendar.period(second);
        List<Member> now = members(second, range);
        List<Object> top = top(now);
        List<Object> names = names(now, top);
        List<Long> cohorts = cohorts(now, range);
        if ((cohorts.size() + 1L) * (question.periods() + 1) * Math.max(1, names.size()) > ROWS_MAX) {
            throw new InvalidQuestionException("too_many_rows", "more than " + ROWS_MAX);
        }
        boolean isCompared = calendar.isCompared();
        long earlierSecond = isCompared ? calendar.earlierAsOf(second) : second;
        Range earlierRange = isCompared ? calendar.earlierPeriod(second) : range;
        List<Member> before = isCompared ? members(earlierSecond, earlierRange) : List.of();
        List<Long> earlier = earlier(cohorts, second);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object name : names) {
            List<Member> of = named(now, top, name);
            List<Member> ofBefore = named(before, top, name);
            for (int i = 0; i < cohorts.size(); i++) {
                for (int offset = 0; offset <= question.periods(); offset++) {
                    List<Member> cohort = in(of, cohorts.get(i));
                    List<@Nullable Object> row = row(calendar.written(cohorts.get(i)), name, offset, cohort);
                    row.add(isComplete(cohort, offset, second));
                    if (isCompared) {
                        row.add(at(in(ofBefore, earlier.get(i)), offset));
                    }
                    rows.add(row);
                }
            }
            for (int offset = 0; offset <= question.periods(); offset++) {
                List<@Nullable Object> row = row("all", name, offset, complete(of, offset, second));
                row.add(true);
                if (isCompared) {
                    row.add(at(complete(ofBefore, offset, earlierSecond), offset));
                }
                rows.add(row);
            }
        }
        return new Answered(range, 0, table(rows, isCompared));
    }

    private Table table(List<List<@Nullable Object>> rows, boolean isCompared) {
        List<String> fields = new ArrayList<>(List.of("cohort"));
        question.by().ifPresent(ignored -> fields.add("by"));
        fields.add("offset");
        int keys = fields.size();
        fields.addAll(List.of("size", "customers", "rate", "complete"));
        if (isCompared) {
            fields.add("previous");
        }
        return Tables.of(fields, keys, rows);
    }

    /** Who is counted in each row of the answer. */
    List<Set<String>> members(long second) {
        Range range = calendar.period(second);
        List<Member> now = members(second, range);
        List<Object> top = top(now);
        List<Set<String>> members = new ArrayList<>();
        for (Object name : names(now, top)) {
            List<Member> of = named(now, top, name);
            for (long cohort : cohorts(now, range)) {
                for (int offset = 0; offset <= question.periods(); offset++) {
                    members.add(who(in(of, cohort), offset));
                }
            }
            for (int offset = 0; offset <= question.periods(); offset++) {
                members.add(who(complete(of, offset, second), offset));
            }
        }
        return members;
    }

    private static Set<String> who(List<Member> members, int offset) {
        return members.stream()
                .filter(member -> member.offsets().contains(offset))
                .map(Member::customer)
                .collect(Collectors.toSet());
    }

    private List<Member> members(long second, Range range) {
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope());
        Map<String, List<Did>> timelines = new HashMap<>();
        before.forEach(did -> timelines
                .computeIfAbsent(did.customer(), ignored -> new ArrayList<>())
                .add(did));
        List<Member> members = new ArrayList<>();
        for (List<Did> timeline : timelines.values()) {
            Set<Long> met = new HashSet<>();
            boolean hasBegun = false;
            for (int i = 0; i < timeline.size(); i++) {
                Did did = timeline.get(i);
                if (!reading.isMeant(did, question.start(), question.scope().filter())) {
                    continue;
                }
                long timestamp = did.event().timestamp();
                boolean isInPeriod = timestamp >= range.from() && timestamp < range.to();
                boolean isWanted = question.starting() == Starting.FIRST_EVER
                        ? !hasBegun && isInPeriod
                        : isInPeriod && met.add(calendar.start(question.interval(), timestamp));
                hasBegun = true;
                if (isWanted) {
                    members.add(member(reading, timeline.subList(i, timeline.size())));
                }
            }
        }
        return members;
    }

    private Member member(Reading reading, List<Did> fromStart) {
        Did start = fromStart.getFirst();
        long origin = start.event().timestamp();
        List<Long> windows = new ArrayList<>();
        for (int offset = 0; offset <= question.periods(); offset++) {
            windows.add(end(origin, offset));
        }
        Set<Integer> offsets = new HashSet<>();
        for (Did did : fromStart) {
            if (reading.isMeant(did, question.comeback(), question.scope().filter())) {
                for (int offset = 0; offset <= question.periods(); offset++) {
                    long begin = offset == 0 ? origin : windows.get(offset - 1);
                    boolean isBefore = did.event().timestamp() < windows.get(offset);
                    if (did.event().timestamp() >= begin && (isBefore || question.mode() == Mode.ON_OR_AFTER)) {
                        offsets.add(offset);
                    }
                }
            }
        }
        Object by = question.by()
                .map(breakdown -> Values.name(reading.by(breakdown, start)))
                .orElse(Values.NONE);
        return new Member(start.customer(), by, calendar.start(question.interval(), origin), windows, offsets);
    }

    /** The first millisecond after the interval at an offset. */
    private long end(long origin, int offset) {
        if (question.basis() == Basis.CALENDAR) {
            long end = calendar.next(question.interval(), origin);
            for (int i = 0; i < offset; i++) {
                end = calendar.next(question.interval(), end);
            }
            return end;
        }
        int days = question.interval() == Interval.WEEK ? 7 : 1;
        return question.interval() == Interval.MONTH
                ? Instant.ofEpochMilli(origin)
                        .atZone(question.scope().zone())
                        .plusMonths(offset + 1L)
                        .toInstant()
                        .toEpochMilli()
                : origin + (offset + 1L) * days * 86_400_000;
    }

    private static boolean isComplete(List<Member> cohort, int offset, long second) {
        return cohort.stream().allMatch(member -> member.windows().get(offset) <= second * 1000);
    }

    /** The members of all cohorts in which the interval at an offset is over for everyone. */
    private static List<Member> complete(List<Member> of, int offset, long second) {
        return of.stream().collect(Collectors.groupingBy(Member::cohort)).values().stream()
                .filter(cohort -> isComplete(cohort, offset, second))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Member> in(List<Member> members, long cohort) {
        return members.stream().filter(member -> member.cohort() == cohort).toList();
    }

    private static long at(List<Member> members, int offset) {
        return members.stream()
                .filter(member -> member.offsets().contains(offset))
                .count();
    }

    private List<@Nullable Object> row(String cohort, Object name, int offset, List<Member> members) {
        List<@Nullable Object> row = new ArrayList<>(List.of(cohort));
        if (question.by().isPresent()) {
            row.add(name);
        }
        row.add((long) offset);
        row.add((long) members.size());
        row.add(at(members, offset));
        row.add(TrendByHand.quotient(BigDecimal.valueOf(at(members, offset)), members.size()));
        return row;
    }

    private List<Object> top(List<Member> now) {
        Optional<Breakdown> by = question.by();
        if (by.isEmpty()) {
            return List.of(Values.NONE);
        }
        Map<Object, Long> sizes = now.stream().collect(Collectors.groupingBy(Member::by, Collectors.counting()));
        return Values.ranked(sizes.keySet(), sizes::get, by.get().limit());
    }

    private static List<Object> names(List<Member> now, List<Object> top) {
        List<Object> names = new ArrayList<>(top);
        if (now.stream().anyMatch(member -> !top.contains(member.by()))) {
            names.add(Values.OTHER);
        }
        return names;
    }

    private static List<Member> named(List<Member> members, List<Object> top, Object name) {
        return members.stream()
                .map(member -> top.contains(member.by()) ? member : member.as(Values.OTHER))
                .filter(member -> member.by().equals(name))
                .toList();
    }

    private List<Long> cohorts(List<Member> now, Range range) {
        long from = range.from();
        long to = range.to();
        if (range.isAll()) {
            if (now.isEmpty()) {
                return List.of();
            }
            from = now.stream().mapToLong(Member::cohort).min().orElseThrow();
            to = now.stream().mapToLong(Member::cohort).max().orElseThrow() + 1;
        }
        List<Long> cohorts = new ArrayList<>();
        for (long at = calendar.start(question.interval(), from);
                at < to;
                at = calendar.next(question.interval(), at)) {
            cohorts.add(at);
        }
        return cohorts;
    }

    /** The cohorts of the earlier stretch, each in the place of the one it is set beside. */
    private List<Long> earlier(List<Long> cohorts, long second) {
        Interval interval = question.interval();
        if (!calendar.isCompared()) {
            return cohorts;
        }
        if (question.scope().compare() != Compare.PREVIOUS) {
            return cohorts.stream()
                    .map(at -> calendar.start(interval, calendar.earlier(at, second)))
                    .toList();
        }
        List<Long> earlier = new ArrayList<>();
        long at = calendar.start(interval, calendar.earlierPeriod(second).from());
        for (int i = 0; i < cohorts.size(); i++) {
            earlier.add(at);
            at = calendar.next(interval, at);
        }
        return earlier;
    }
}
