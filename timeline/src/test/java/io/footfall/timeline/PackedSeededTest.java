package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What events have is there however often they are packed, and of whatever kinds they are. */
class PackedSeededTest {
    private static final int ROUNDS = 20;
    private static final long TIMESTAMPS = 1_000_000;
    private static final int KEYS = 12;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);

    /** An event, its place in the log, and the values it has under each path, in any order. */
    private record Taken(long sequence, Event event, Map<String, List<String>> values) {}

    @Test
    void findsWhatEveryEventHasAndNothingElse() {
        for (int round = 0; round < ROUNDS; round++) {
            Told told = new Told(random.nextLong());
            Map<Integer, List<Taken>> taken = new TreeMap<>();
            int names = random.nextInt(1, 40);
            int customers = random.nextInt(1, 5);
            Set<String> leftOut = new HashSet<>();
            long from = 0;
            View early = told.publish();
            String expectedEarly = expected(taken, leftOut);
            int count = random.nextInt(1, 8_000);
            for (int i = 0; i < count; i++) {
                if (random.nextInt(count) < 2) {
                    from += random.nextLong(TIMESTAMPS / 8);
                    long kept = from;
                    told.timelines().keepFrom(kept);
                    taken.values().forEach(events -> events.removeIf(each -> each.event.timestamp() < kept));
                }
                if (random.nextInt(count) < 2) {
                    leaveOut(told.timelines(), leftOut);
                }
                int customer = random.nextInt(customers);
                Taken next = event(i, customer, names);
                if (told.take(next.event) instanceof Inserted.Added) {
                    taken.computeIfAbsent(customer, none -> new ArrayList<>()).add(next);
                }
                if (random.nextInt(count) == 0) {
                    early = told.publish();
                    expectedEarly = expected(taken, leftOut);
                }
            }
            View view = told.publish();

            assertThat(read(view)).as("-Dseed=%d", seed).isEqualTo(expected(taken, leftOut));
            assertThat(read(early)).as("early, -Dseed=%d", seed).isEqualTo(expectedEarly);
            assertThatEachPathIsFound(view);
            assertThatNamesAreFound(view, "Name " + random.nextInt(names));
        }
    }

    /** Common names and rare ones, each with keys that it mostly has and others that it seldom has. */
    private Taken event(int number, int customer, int names) {
        int name = random.nextInt(10) == 0 ? names + random.nextInt(500) : random.nextInt(names);
        EventType type = random.nextInt(20) == 0 ? EventType.PAGE : EventType.TRACK;
        Map<String, List<String>> values = new TreeMap<>();
        DocumentWriter writer =
                new DocumentWriter(64).startObject().key("properties").startObject();
        for (int i = 0; i < KEYS; i++) {
            int share = 1 + (name * 31 + i * 7) % 10;
            if (random.nextInt(share) == 0) {
                add(writer, "k" + i, random.nextInt(40) == 0 ? 1 << 26 : 3, values);
            }
        }
        if (random.nextInt(10) == 0) {
            add(writer, "seldom" + random.nextInt(200), 3, values);
        }
        if (random.nextInt(10) == 0) {
            // The same path once more.
            String key = "k" + random.nextInt(KEYS);
            add(writer, key, 1_000, values);
            add(writer, key, 1_000, values);
        }
        long timestamp = random.nextLong(TIMESTAMPS);
        long received = random.nextInt(50) == 0 ? random.nextLong(1L << 41) : timestamp + random.nextInt(-5, 50);
        Event event = new Event(
                type,
                "Name " + name,
                "web",
                "m" + number,
                "u" + customer,
                null,
                null,
                timestamp,
                received,
                writer.endObject().endObject().toDocument());
        put(values, "source", "web");
        put(values, "userId", "u" + customer);
        return new Taken(number + 1L, event, values);
    }

    private void add(DocumentWriter writer, String key, int bound, Map<String, List<String>> values) {
        int number = random.nextInt(bound);
        if (random.nextBoolean()) {
            writer.key(key).number(number, 2);
            put(values, "properties." + key, String.valueOf(new Value.Number(java.math.BigDecimal.valueOf(number, 2))));
        } else {
            writer.key(key).text("text " + number);
            put(values, "properties." + key, "text " + number);
        }
    }

    private static void put(Map<String, List<String>> values, String path, String value) {
        values.computeIfAbsent(path, none -> new ArrayList<>()).add(value);
    }

    /** Leaves a path out, and lets the slices that are there go of it. */
    private void leaveOut(Timelines timelines, Set<String> leftOut) {
        String path = "properties.k" + random.nextInt(KEYS);
        leftOut.add(path);
        timelines.leaveOut(Set.of(path));
        while (timelines.isLettingGo()) {
            timelines.letGo(1);
        }
    }

    private static String expected(Map<Integer, List<Taken>> taken, Set<String> leftOut) {
        StringBuilder all = new StringBuilder();
        taken.forEach((customer, events) -> {
            all.append(events.isEmpty() ? "" : "u" + customer + '\n');
            events.stream()
                    .sorted(Comparator.comparingLong((Taken each) -> each.event.timestamp())
                            .thenComparingLong(Taken::sequence))
                    .forEach(each -> append(
                            all,
                            each.event.timestamp(),
                            each.sequence,
                            each.event.name(),
                            each.event.type(),
                            each.event.receivedAt(),
                            without(leftOut, each.values)));
        });
        return all.toString();
    }

    private static Map<String, List<String>> without(Set<String> leftOut, Map<String, List<String>> values) {
        Map<String, List<String>> kept = new TreeMap<>(values);
        kept.keySet().removeAll(leftOut);
        return kept;
    }

    private static String read(View view) {
        Map<String, String> byCustomer = new TreeMap<>();
        TimelineReader reader = new TimelineReader(view, Long.MAX_VALUE);
        for (int identity = 0; identity < view.identities(); identity++) {
            StringBuilder all = new StringBuilder();
            reader.open(identity);
            boolean isFirst = true;
            while (reader.next()) {
                if (isFirst) {
                    all.append(view.key(identity).id()).append('\n');
                    isFirst = false;
                }
                EventView event = reader.event();
                Map<String, List<String>> values = new TreeMap<>();
                event.forEachValue(
                        (path, value) -> put(values, view.vocabulary().pathOf(path), word(view, value)));
                append(
                        all,
                        event.timestamp(),
                        event.sequence(),
                        view.vocabulary().textOf(event.name()),
                        event.type(),
                        event.receivedAt(),
                        values);
            }
            byCustomer.put(view.key(identity).id(), all.toString());
        }
        return String.join("", byCustomer.values());
    }

    private static void append(
            StringBuilder all,
            long timestamp,
            long sequence,
            String name,
            EventType type,
            long received,
            Map<String, List<String>> values) {
        all.append(timestamp)
                .append(' ')
                .append(sequence)
                .append(' ')
                .append(name)
                .append(' ');
        all.append(type).append(' ').append(received);
        values.forEach((path, those) -> all.append(' ')
                .append(path)
                .append('=')
                .append(those.stream().sorted().toList()));
        all.append('\n');
    }

    private static String word(View view, int value) {
        Value stands = view.vocabulary().value(value);
        return stands instanceof Value.Text(String text) ? text : String.valueOf(stands);
    }

    /** Looking for one path finds the first of the values that reading all finds under it. */
    private void assertThatEachPathIsFound(View view) {
        int[] paths = new int[KEYS + 1];
        for (int i = 0; i < KEYS; i++) {
            paths[i] = view.vocabulary().path("properties.k" + i);
        }
        paths[KEYS] = view.vocabulary().path("properties.seldom1");
        TimelineReader reader = new TimelineReader(view, Long.MAX_VALUE);
        for (int identity = 0; identity < view.identities(); identity++) {
            reader.open(identity);
            while (reader.next()) {
                Map<Integer, Integer> firsts = new HashMap<>();
                reader.event().forEachValue(firsts::putIfAbsent);
                for (int path : paths) {
                    assertThat(reader.event().value(path))
                            .as("-Dseed=%d", seed)
                            .isEqualTo(firsts.getOrDefault(path, Vocabulary.NONE));
                }
            }
        }
    }

    private void assertThatNamesAreFound(View view, String name) {
        NameSet names = new NameSet(view.vocabulary(), Set.of(name, "Name 50"));
        TimelineReader all = new TimelineReader(view, Long.MAX_VALUE);
        TimelineReader some = new TimelineReader(view, Long.MAX_VALUE, names);
        for (int identity = 0; identity < view.identities(); identity++) {
            List<Long> expected = new ArrayList<>();
            all.open(identity);
            while (all.next()) {
                String is = view.vocabulary().textOf(all.event().name());
                if (is.equals(name) || is.equals("Name 50")) {
                    expected.add(all.event().sequence());
                }
            }
            List<Long> found = new ArrayList<>();
            some.open(identity);
            while (some.next()) {
                found.add(some.event().sequence());
            }
            assertThat(found).as("-Dseed=%d", seed).isEqualTo(expected);
        }
    }
}
