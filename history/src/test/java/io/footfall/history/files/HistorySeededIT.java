package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.eventlog.LogStart;
import io.footfall.history.sql.SequenceRanges;
import io.footfall.testkit.Document;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Files and log together are what was ever appended, wherever sealing ends, and what is damaged is told and never served. */
final class HistorySeededIT {
    private static final EventLogConfig SMALL = new EventLogConfig(
            1_500,
            1 << 30,
            1_000,
            1 << 20,
            1 << 16,
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofSeconds(20));
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-03T00:00:00Z"));

    /** What a reader should be told. */
    private static final class Expected {
        private final Map<Long, Event> events = new TreeMap<>();
        private final TreeSet<Long> dropped = new TreeSet<>();
        private final List<String> controls = new ArrayList<>();
        private final List<String> quarantined = new ArrayList<>();

        void add(Committed committed, SplittableRandom random) {
            for (int i = 0; i < committed.events().size(); i++) {
                long sequence = committed.firstSequence() + i;
                events.put(sequence, committed.events().get(i));
                if (random.nextInt(10) == 0) {
                    dropped.add(sequence);
                }
            }
            committed.controls().forEach(control -> controls.add(Arrays.toString(control)));
            committed.quarantined().forEach(item -> quarantined.add(text(item)));
        }

        SequenceRanges droppedRanges() {
            SequenceRanges.Builder ranges = new SequenceRanges.Builder();
            dropped.forEach(ranges::add);
            return ranges.build();
        }
    }

    /** A kill. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Seeded(runs = 25)
    void nothingIsLostOrThereTwiceWhereverSealingEnds(SplittableRandom random, @TempDir Path data) throws IOException {
        Expected expected = new Expected();
        for (int round = 0; round < 5; round++) {
            History.@Nullable Step lastStep =
                    random.nextInt(3) == 0 ? null : History.Step.values()[random.nextInt(History.Step.values().length)];
            History history = new History(
                    sealing(random.nextInt(1, 3_000)), data, new FilesHere(), controls -> controls, step -> {
                        if (step == lastStep) {
                            throw new Killed();
                        }
                    });
            try (history;
                    EventLog log = EventLog.open(data, SMALL, CLOCK, () -> 0, history::open)) {
                Expected read = new Expected();
                try (SealedEvents sealed = history.read(0)) {
                    sealed.forEachRemaining(committed -> read.add(committed, random));
                    assertThat(sealed.damage()).isEmpty();
                }
                log.start();
                log.follow(committed -> read.add(committed, random), committed -> {});
                assertSame(read, expected, history.manifest().sealed());
                for (int i = random.nextInt(40); i > 0; i--) {
                    expected.add(log.append(append(random)).join(), random);
                }
                Optional<LogStart> due = history.due(log.closedSegments());
                if (due.isPresent()) {
                    seal(history, due.get(), expected, lastStep);
                    if (lastStep == null) {
                        history.deleteSealed(log);
                    }
                }
                assertReadByAnotherProcess(data, expected, history.manifest().sealed());
            }
        }
    }

    private static void seal(History history, LogStart to, Expected expected, History.@Nullable Step lastStep)
            throws IOException {
        if (lastStep == null) {
            history.seal(to, expected.droppedRanges(), List.of());
        } else {
            assertThatThrownBy(() -> history.seal(to, expected.droppedRanges(), List.of()))
                    .isInstanceOf(Killed.class);
        }
    }

    private static void assertReadByAnotherProcess(Path data, Expected expected, LogStart sealed) {
        Expected read = new Expected();
        try (AllEvents all = AllEvents.open(data)) {
            all.forEachRemaining(committed -> read.add(committed, new SplittableRandom(1)));
            assertThat(all.damage()).isEmpty();
        }
        assertSame(read, expected, sealed);
    }

    private static void assertSame(Expected read, Expected expected, LogStart sealed) {
        Map<Long, Event> events = new TreeMap<>(expected.events);
        events.keySet().removeAll(droppedUpTo(expected, sealed));
        assertThat(read.events).isEqualTo(events);
        assertThat(read.controls).isEqualTo(expected.controls);
        assertThat(read.quarantined).isEqualTo(expected.quarantined);
    }

    private static Set<Long> droppedUpTo(Expected expected, LogStart sealed) {
        return new TreeSet<>(expected.dropped.headSet(sealed.sequence(), true));
    }

    @Seeded(runs = 40)
    void whatIsDamagedIsToldAndNeverServed(SplittableRandom random, @TempDir Path data) throws IOException {
        Expected expected = new Expected();
        for (int sealing = 0; sealing < 2; sealing++) {
            History history = new History(sealing(1), data, new FilesHere(), controls -> controls);
            try (history;
                    EventLog log = EventLog.open(data, SMALL, CLOCK, () -> 0, history::open)) {
                log.start();
                log.follow(committed -> {}, committed -> {});
                for (int i = 0; i < 30; i++) {
                    expected.add(log.append(append(random)).join(), random);
                }
                Optional<LogStart> due = history.due(log.closedSegments());
                if (due.isPresent()) {
                    history.seal(due.get(), expected.droppedRanges(), List.of());
                    history.deleteSealed(log);
                }
            }
        }
        Path victim = damage(data.resolve("history"), random);

        Map<Long, Event> read = new TreeMap<>();
        List<Damage> damage = new ArrayList<>();
        History history = new History(sealing(1), data, new FilesHere(), controls -> controls);
        try (history;
                EventLog log = EventLog.open(data, SMALL, CLOCK, () -> 0, history::open)) {
            try (SealedEvents sealed = history.read(0)) {
                sealed.forEachRemaining(committed -> put(committed, read));
                damage.addAll(sealed.damage());
            }
            damage.addAll(history.damage());
            log.start();
            log.follow(committed -> put(committed, read), committed -> {});
            damage.addAll(log.recovery().damage());
            long newest = Math.max(log.lastSequence(), new TreeMap<>(expected.events).lastKey());
            assertThat(log.append(append(random)).join().firstSequence())
                    .as("no sequence is given twice")
                    .isGreaterThan(newest);
        }
        assertThat(expected.events).containsAllEntriesOf(read);
        for (long sequence : expected.events.keySet()) {
            if (!read.containsKey(sequence) && !expected.dropped.contains(sequence)) {
                assertThat(damage)
                        .as("%s is lost with %s", sequence, victim)
                        .anyMatch(stretch -> stretch.from() <= sequence && sequence <= stretch.to());
            }
        }
    }

    private static HistoryConfig sealing(int bytes) {
        return new HistoryConfig(bytes);
    }

    private static void put(Committed committed, Map<Long, Event> into) {
        for (int i = 0; i < committed.events().size(); i++) {
            into.put(committed.firstSequence() + i, committed.events().get(i));
        }
    }

    /** Damages a file, or one of the manifests, or both. */
    private static Path damage(Path folder, SplittableRandom random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        Path victim = files.get(random.nextInt(files.size()));
        damageOne(victim, random);
        if (victim.getFileName().toString().startsWith("manifest") && random.nextBoolean()) {
            damageOne(folder.resolve("manifest"), random);
            damageOne(folder.resolve("manifest.copy"), random);
        }
        return victim;
    }

    private static void damageOne(Path victim, SplittableRandom random) throws IOException {
        byte[] bytes = Files.exists(victim) ? Files.readAllBytes(victim) : new byte[1];
        int at = random.nextInt(Math.max(1, bytes.length));
        switch (random.nextInt(5)) {
            case 0 -> Files.deleteIfExists(victim);
            case 1 -> Files.write(victim, Arrays.copyOf(bytes, at));
            case 2 -> Files.write(victim, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100)));
            case 3 -> {
                Arrays.fill(bytes, at, bytes.length, (byte) 0);
                Files.write(victim, bytes);
            }
            default -> {
                if (bytes.length > 0) {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(victim, bytes);
            }
        }
    }

    private static Append append(SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            events.add(event(random));
        }
        List<QuarantinedItem> items = random.nextInt(5) == 0
                ? List.of(new QuarantinedItem(
                        "bad_json", "web", random.nextInt(1_000), new byte[] {(byte) random.nextInt(), 0}))
                : List.of();
        List<byte[]> controls = random.nextInt(6) == 0 ? List.of(new byte[] {(byte) random.nextInt()}) : List.of();
        return new Append(events, items, controls);
    }

    private static Event event(SplittableRandom random) {
        String user = random.nextInt(3) == 0 ? null : "u\u0000ü" + random.nextInt(5);
        String anonymous = user == null || random.nextBoolean() ? "a" + random.nextInt(5) : null;
        Map<String, ?> document = switch (random.nextInt(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of("context", Map.of("n", new BigDecimal("1E+30")), "properties", Map.of("😀", "\u0000"));
            case 2 -> Map.of("groupId", "g", "traits", Map.of("plan", "gold"), "properties", Map.of());
            default -> Map.of("properties", Map.of("revenue", new BigDecimal("12.50"), "list", List.of(1, true, "x")));
        };
        return new Event(
                EventType.values()[random.nextInt(6)],
                "Event " + random.nextInt(4),
                "web",
                "m-" + random.nextLong(),
                user,
                anonymous,
                random.nextInt(6) == 0 ? "p" + random.nextInt(4) : null,
                random.nextLong(4_000_000_000_000L),
                random.nextLong(4_000_000_000_000L),
                Document.of(document));
    }

    private static String text(QuarantinedItem item) {
        return item.reason() + " " + item.source() + " " + item.receivedAt() + " " + Arrays.toString(item.bytes());
    }
}
