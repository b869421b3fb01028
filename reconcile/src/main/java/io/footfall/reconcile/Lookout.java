package io.footfall.reconcile;

import io.footfall.engine.BatchTimelines;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One question of a watch: what is ordinary for each of its numbers, and which of the day's have left that. */
final class Lookout {
    private static final String OTHERS = "(other)";
    private static final String AT = "at";

    private final String name;
    private final Question before;
    private final Question ofDay;
    private final Range day;
    private final int daysBefore;
    private final ZoneId zone;
    private final Map<Usual, List<BigDecimal>> usual = new HashMap<>();
    private final Map<Side, Find> finds = new LinkedHashMap<>();
    private long judged;

    private record Usual(String row, LocalTime time) {}

    private record Side(String row, boolean isAbove) {}

    private record Told(String row, long at, BigDecimal number) {}

    /**
     * Watches a day.
     *
     * @param before the question over the days before
     * @param ofDay the same over the day
     */
    Lookout(String name, Question before, Question ofDay, Range day, int daysBefore) {
        this.name = name;
        this.before = before;
        this.ofDay = ofDay;
        this.day = day;
        this.daysBefore = daysBefore;
        this.zone = ofDay.scope().zone();
    }

    /** Learns what is ordinary, when the day begins. */
    void learn(BatchTimelines timelines, long second) {
        for (Told told : told(timelines, before, second)) {
            usual.computeIfAbsent(usual(told), unused -> new ArrayList<>()).add(told.number());
        }
    }

    /** Looks at the day as it is known at a second, and keeps the first find of each row and side. */
    void look(BatchTimelines timelines, long second) {
        judge(timelines, second).forEach(find -> finds.merge(side(find), find, Find::orEarlier));
    }

    /** Whether a number was found too high after a second, within so many seconds, so that looking more closely may find it sooner. */
    boolean maySeeSooner(long second, long within) {
        return finds.values().stream()
                .filter(find -> find.isAbove() && find.liveSecond().isPresent())
                .mapToLong(find -> find.liveSecond().getAsLong())
                .anyMatch(found -> found > second && found - second < within);
    }

    /** Looks at the day as the batch knows it. */
    void lookAsBatch(BatchTimelines timelines, long second) {
        for (Find found : judge(timelines, second)) {
            finds.merge(side(found), found.onlyInBatch(), (live, unused) -> live.inBatch(true));
        }
    }

    /** What was found, live or by the batch. */
    List<Find> finds() {
        return List.copyOf(finds.values());
    }

    /** How many numbers of the day have something ordinary to be set beside. */
    long judged() {
        return judged;
    }

    private List<Find> judge(BatchTimelines timelines, long second) {
        List<Told> numbers = told(timelines, ofDay, second);
        NavigableSet<Long> starts = numbers.stream().map(Told::at).collect(Collectors.toCollection(TreeSet::new));
        List<Find> left = new ArrayList<>();
        long count = 0;
        for (Told told : numbers) {
            List<BigDecimal> known = usual.getOrDefault(usual(told), List.of());
            Long next = starts.higher(told.at());
            Range interval = new Range(told.at(), next == null ? day.to() : next);
            // Of fewer than half the days, nobody knows what is ordinary.
            if (known.size() * 2 >= daysBefore && interval.from() < second * 1000) {
                count++;
                OrdinaryRange range = range(known);
                boolean isOver = interval.to() <= second * 1000;
                if (range.isAbove(told.number()) || (isOver && range.isBelow(told.number()))) {
                    left.add(find(told, interval, range, second));
                }
            }
        }
        judged = Math.max(judged, count);
        return left;
    }

    private static OrdinaryRange range(List<BigDecimal> known) {
        OrdinaryRange range = new OrdinaryRange(known.getFirst(), known.getFirst());
        for (BigDecimal number : known) {
            range = range.with(number);
        }
        return range;
    }

    private Find find(Told told, Range interval, OrdinaryRange range, long second) {
        return new Find(
                name,
                told.row(),
                interval,
                range.isAbove(told.number()),
                told.number(),
                range.lowest(),
                range.highest(),
                OptionalLong.of(second),
                false);
    }

    private static Side side(Find find) {
        return new Side(find.row(), find.isAbove());
    }

    private Usual usual(Told told) {
        return new Usual(
                told.row(), Instant.ofEpochMilli(told.at()).atZone(zone).toLocalTime());
    }

    private List<Told> told(BatchTimelines timelines, Question question, long second) {
        List<Told> numbers = new ArrayList<>();
        Numbers.of(timelines.answer(question, second).table()).byPlace().forEach((place, number) -> {
            int at = place.names().indexOf(AT);
            if (at < 0) {
                throw unwatchable();
            }
            String row = row(place, at);
            if (!row.contains(OTHERS)) {
                numbers.add(new Told(row, millis(place.cells().get(at)), number));
            }
        });
        return numbers;
    }

    private static String row(Place place, int at) {
        return IntStream.range(0, place.cells().size())
                .filter(i -> i != at)
                .mapToObj(i -> String.valueOf(place.cells().get(i)))
                .collect(Collectors.joining(" "));
    }

    private long millis(@Nullable Object cell) {
        try {
            return OffsetDateTime.parse(String.valueOf(cell)).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw unwatchable();
        }
    }

    private InvalidQuestionException unwatchable() {
        return new InvalidQuestionException(
                "invalid_question", name + ": only a question with an interval can be watched, such as \"hour\"");
    }
}
