package io.footfall.question.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Activity;
import io.footfall.question.Breakdown;
import io.footfall.question.Changes;
import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Period;
import io.footfall.question.PeriodClock;
import io.footfall.question.Range;
import io.footfall.question.RowNames;
import io.footfall.question.Scope;
import io.footfall.question.Seeds;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.question.Sum;
import io.footfall.question.Top;
import io.footfall.question.Visibility;
import io.footfall.question.funnel.NaiveFunnel.Did;
import io.footfall.question.funnel.NaiveFunnel.Part;
import io.footfall.timeline.TimelineReader;
import io.footfall.timeline.Value;
import io.footfall.timeline.View;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Funnels of one customer against {@link NaiveFunnel}, which follows their definition and shares no code with the fold. */
class FunnelSeededTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 1_000);
    private static final int AS_OFS = 12;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String PRICE = "properties.price";

    // An evening before the clock goes back.
    private static final long BEGIN = Instant.parse("2026-10-24T21:40:00Z").toEpochMilli();

    private final SplittableRandom random;
    private final String seed;

    FunnelSeededTest() {
        long number = Seeds.next("FunnelSeededTest");
        random = Seeds.random(number);
        seed = "seed " + number;
    }

    /** One change as it was emitted. */
    private record Dated(long second, long row, long value, long n) {}

    /** A customer, a funnel, and the same funnel for the reference. */
    private record Told(
            List<Did> timeline, FunnelQuestion question, NaiveFunnel naive, View view, Optional<Set<String>> top) {
        Vocabulary vocabulary() {
            return view.vocabulary();
        }

        Visibility sliding() {
            return PeriodClock.sliding(question.scope().period(), BERLIN);
        }

        Visibility fixed(long second) {
            return PeriodClock.fixed(PeriodClock.resolve(question.scope().period(), BERLIN, second));
        }

        List<Dated> fold(Visibility visibility, long endSecond, boolean settlesEachEvent) {
            Activity activity = new Activity(vocabulary(), Activity.PASSIVE);
            return fold(
                    question.fold(new FoldContext(view, visibility, topNumbers(), activity)),
                    endSecond,
                    settlesEachEvent);
        }

        private <S> List<Dated> fold(Fold<S> fold, long endSecond, boolean settlesEachEvent) {
            List<Dated> emitted = new ArrayList<>();
            Changes changes = (second, row, value, n) -> emitted.add(new Dated(second, row, value, n));
            TimelineReader reader = new TimelineReader(view, endSecond * 1000);
            S state = fold.start();
            // A used state is as good as a new one.
            walk(fold, state, reader, changes, false);
            emitted.clear();
            fold.clear(state);
            walk(fold, state, reader, changes, settlesEachEvent);
            return emitted;
        }

        private static <S> void walk(
                Fold<S> fold, S state, TimelineReader reader, Changes changes, boolean settlesEachEvent) {
            reader.open(0);
            while (reader.next()) {
                fold.next(state, reader.event(), changes);
                if (settlesEachEvent) {
                    fold.settle(state, changes);
                }
            }
            fold.settle(state, changes);
        }

        private @Nullable Top topNumbers() {
            if (top.isEmpty()) {
                return null;
            }
            int[] numbers = IntStream.range(5, vocabulary().numbersEnd())
                    .filter(number -> vocabulary().value(number) instanceof Value.Text(String text)
                            && top.get().contains(text))
                    .toArray();
            return new Top(numbers, true);
        }

        /** What changes dated up to a second come to, as the reference says it. */
        TreeMap<String, Part> parts(List<Dated> changes, long second) {
            Sum sum = new Sum(vocabulary());
            changes.stream()
                    .filter(change -> change.second() <= second)
                    .forEach(change -> sum.add(change.row(), change.value(), change.n()));
            Sum rebuilt = new Sum(vocabulary());
            TreeMap<String, Part> parts = new TreeMap<>();
            for (int by = 0; by < vocabulary().numbersEnd(); by++) {
                if (sum.count(FunnelRows.counted(by, 1)) != 0) {
                    parts.put(RowNames.of(by, vocabulary()).toString(), part(sum, rebuilt, by));
                }
            }
            assertThat(sum).as("nothing beside the parts").isEqualTo(rebuilt);
            return parts;
        }

        private Part part(Sum sum, Sum rebuilt, int by) {
            List<Long> millis = new ArrayList<>();
            boolean isOpen = sum.count(FunnelRows.open(by, 1)) != 0;
            for (int step = 1; sum.count(FunnelRows.counted(by, step)) != 0; step++) {
                rebuilt.add(FunnelRows.counted(by, step), 0, 1);
                if (isOpen) {
                    rebuilt.add(FunnelRows.open(by, step), 0, 1);
                }
                if (step > 1) {
                    long value = sum.distinctValues(FunnelRows.millis(by, step))
                            .keySet()
                            .iterator()
                            .nextLong();
                    millis.add(value);
                    rebuilt.add(FunnelRows.millis(by, step), value, 1);
                }
            }
            return new Part(millis, isOpen);
        }
    }

    @Test
    void askedEqualsTheDefinition() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = told();
            for (int i = 0; i < AS_OFS; i++) {
                long second = asOf(told.timeline());
                List<Dated> changes = told.fold(told.fixed(second), second, false);
                assertThat(told.parts(changes, second))
                        .as("%s at %d %s", told, second, seed)
                        .isEqualTo(told.naive().at(second, told.timeline()));
            }
        }
    }

    @Test
    void resumedEventByEventEqualsTheDefinitionAtEverySecond() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = told();
            List<Dated> changes = told.fold(told.sliding(), Long.MAX_VALUE / 1000, true);
            for (int i = 0; i < AS_OFS; i++) {
                long second = asOf(told.timeline());
                assertThat(told.parts(changes, second))
                        .as("%s at %d %s", told, second, seed)
                        .isEqualTo(told.naive().at(second, told.timeline()));
            }
        }
    }

    @Test
    void aCustomerFoldedAgainAndTakenBackLeavesNothingNorAnythingToCome() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = told();
            List<Dated> changes = new ArrayList<>(told.fold(told.sliding(), Long.MAX_VALUE / 1000, true));
            told.fold(told.sliding(), Long.MAX_VALUE / 1000, false)
                    .forEach(change ->
                            changes.add(new Dated(change.second(), change.row(), change.value(), -change.n())));
            long newest = told.timeline().getLast().timestamp() / 1000 + 1;
            Map<Dated, Long> left = new TreeMap<>(Comparator.comparingLong(Dated::second)
                    .thenComparingLong(Dated::row)
                    .thenComparingLong(Dated::value));
            for (Dated change : changes) {
                // All that is due lies in the sum; the rest waits under its second.
                long second = Math.max(newest, change.second());
                left.merge(new Dated(second, change.row(), change.value(), 0), change.n(), Long::sum);
            }
            left.values().removeIf(n -> n == 0);
            assertThat(left).as("%s %s", told, seed).isEmpty();
        }
    }

    private long asOf(List<Did> timeline) {
        Did near = timeline.get(random.nextInt(timeline.size()));
        long after = switch (random.nextInt(5)) {
            case 0 -> random.nextLong(-2, 3);
            case 1 -> random.nextLong(-40, 41);
            case 2 -> random.nextLong(0, 4_000);
            case 3 -> random.nextLong(0, 90_000);
            default -> random.nextLong(0, 3_000_000);
        };
        return near.timestamp() / 1000 + after;
    }

    private Told told() {
        List<Did> timeline = timeline();
        Story story = new Story();
        timeline.forEach(did ->
                story.did("ann", did.event(), did.timestamp(), Map.of("price", did.price(), "city", did.city())));
        timeline.sort(Comparator.comparingLong(Did::timestamp));
        List<Selector> selectors = new ArrayList<>();
        List<Predicate<Did>> predicates = new ArrayList<>();
        int steps = random.nextInt(2, 5);
        List<Condition> filter = random.nextInt(6) == 0 ? List.of(atLeast(1)) : List.of();
        for (int i = 0; i < steps; i++) {
            Selector selector = selector();
            selectors.add(selector);
            predicates.add(did -> (selector.isAny() || selector.events().contains(did.event()))
                    && did.price() >= Math.max(floor(selector.where()), floor(filter)));
        }
        Optional<Long> within =
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(1L, 3L, 20L, 3_600L, 10_000L, 86_400L));
        Period period = period();
        boolean isBrokenDown = random.nextInt(3) == 0;
        Optional<Set<String>> top = isBrokenDown && random.nextBoolean() ? Optional.of(Set.of("c0")) : Optional.empty();
        FunnelQuestion question = new FunnelQuestion(
                new Scope(period, BERLIN, filter, Compare.NONE),
                selectors,
                within.map(Duration::ofSeconds),
                isBrokenDown ? Optional.of(new Breakdown("properties.city", 1)) : Optional.empty());
        NaiveFunnel naive =
                new NaiveFunnel(predicates, within.map(seconds -> seconds * 1000), period, BERLIN, isBrokenDown, top);
        return new Told(timeline, question, naive, story.published(), top);
    }

    private List<Did> timeline() {
        long grain = pick(1L, 500L, 1_000L, 60_000L, 3_600_000L);
        long spread = pick(4L, 30L, 200L, 2_000L);
        int names = random.nextInt(2, 5);
        int cities = random.nextInt(1, 4);
        int events = random.nextInt(1, 30);
        List<Did> timeline = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            long timestamp = BEGIN + random.nextLong(spread) * grain;
            timeline.add(
                    new Did("e" + random.nextInt(names), timestamp, random.nextInt(4), "c" + random.nextInt(cities)));
        }
        return timeline;
    }

    private Selector selector() {
        List<Condition> where = random.nextInt(4) == 0 ? List.of(atLeast(random.nextInt(1, 3))) : List.of();
        return switch (random.nextInt(10)) {
            case 0 -> new Selector(List.of(), where);
            case 1 -> new Selector(List.of("e0", "e" + random.nextInt(1, 4)), where);
            default -> new Selector(List.of("e" + random.nextInt(3)), where);
        };
    }

    private Period period() {
        return switch (random.nextInt(7)) {
            case 0 -> new Period.All();
            case 1 -> {
                long from = BEGIN + random.nextLong(-100_000, 1_000_000);
                yield new Period.Between(new Range(from, from + pick(1_000L, 60_000L, 100_000_000L)));
            }
            case 2, 3 -> new Period.Calendar(Period.Calendar.Unit.values()[random.nextInt(3)], random.nextBoolean());
            default -> new Period.Last(pick(1L, 5L, 40L, 3_600L, 7_200L, 86_400L, 259_200L));
        };
    }

    private static Condition atLeast(int price) {
        return new Condition(
                PRICE, Condition.Op.GREATER_OR_EQUAL, List.of(new Value.Number(BigDecimal.valueOf(price))));
    }

    private static int floor(List<Condition> conditions) {
        return conditions.isEmpty()
                ? 0
                : ((Value.Number) conditions.getFirst().values().getFirst())
                        .number()
                        .intValueExact();
    }

    private long pick(long... from) {
        return from[random.nextInt(from.length)];
    }
}
