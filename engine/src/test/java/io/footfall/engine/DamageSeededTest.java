package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.ControlRecord;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.History;
import io.footfall.history.files.MadeFrom;
import io.footfall.testkit.Document;
import io.footfall.testkit.Seeded;
import io.footfall.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Whatever file of a data folder is damaged, an engine opens it, serves no event that was not sent, and says which are lost. */
class DamageSeededTest {
    private static final EngineConfig CONFIG = EngineConfig.DEFAULTS.withSnapshotEventsMin(1);
    private static final EventLogConfig SEGMENTS = EventLogConfig.DEFAULTS.withSegmentBytesMax(4_000);
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-05-30T05:00:00Z"));
    private static final int LIVES_MAX = 12;
    private static final int APPENDS_MAX = 12;
    private static final int EVENTS_MAX = 8;

    private final Map<Long, Event> sent = new TreeMap<>();
    private long keptFrom;

    @Seeded(runs = 4)
    void opensServesNothingElseAndSaysWhatIsLost(SplittableRandom random, @TempDir Path data) throws IOException {
        fill(data, random);
        String victim = damage(data, random);

        try (Running running = Running.on(data, CLOCK, random.nextLong(), CONFIG)) {
            Map<Long, Event> served = served(running);
            assertThat(sent).as(victim).containsAllEntriesOf(served);
            assertThat(running.engine().counters().admitted()).as(victim).isEqualTo(served.size());
            List<Damage> told = running.engine().damage();
            sent.forEach((sequence, event) -> {
                if (!served.containsKey(sequence) && event.timestamp() >= keptFrom) {
                    assertThat(told)
                            .as("%s is lost with %s", sequence, victim)
                            .anyMatch(stretch -> stretch.from() <= sequence && sequence <= stretch.to());
                }
            });
            long before = served.size();
            List<Event> more = events(3, random);
            long kept = more.stream()
                    .filter(event -> event.timestamp() >= running.engine().historyFrom())
                    .count();
            running.append(more).join();
            running.pass(Duration.ZERO);
            assertThat(running.engine().counters().admitted()).as(victim).isEqualTo(before + kept);
        }
    }

    /** Some lives, with some of what they left sealed and put together, and with or without a snapshot. */
    private void fill(Path data, SplittableRandom random) throws IOException {
        int snapshotAfter = random.nextInt(LIVES_MAX);
        for (int life = random.nextInt(2, LIVES_MAX); life > 0; life--) {
            try (History history = Running.history(data, Running.FILES);
                    EventLog log = EventLog.open(data, SEGMENTS, CLOCK, () -> 0, history::open)) {
                log.start();
                for (int i = random.nextInt(1, APPENDS_MAX); i > 0; i--) {
                    append(log, random);
                }
                if (random.nextInt(6) == 0) {
                    keptFrom = Math.max(keptFrom, CLOCK.millis() - random.nextInt(100_000_000));
                    byte[] control = new ControlRecord.KeptFrom(keptFrom).toBytes();
                    log.append(Append.ofControl(control)).join();
                }
            }
            if (life > 1 && random.nextInt(5) > 0) {
                Running.seal(data, CLOCK);
            }
            if (life == snapshotAfter) {
                Running.on(data, CLOCK, random.nextLong(), CONFIG).close();
            }
        }
        try (History history = Running.history(data, Running.FILES)) {
            history.open();
            history.compact(MadeFrom.NOTHING, 0);
        }
    }

    private void append(EventLog log, SplittableRandom random) {
        Committed committed = log.append(Append.ofEvents(events(random.nextInt(1, EVENTS_MAX), random)))
                .join();
        for (int i = 0; i < committed.events().size(); i++) {
            sent.put(committed.firstSequence() + i, committed.events().get(i));
        }
    }

    private static List<Event> events(int count, SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = CLOCK.millis() - random.nextInt(100_000_000);
            events.add(new Event(
                    EventType.TRACK,
                    "Product Viewed",
                    "web",
                    "m-" + random.nextLong(),
                    random.nextBoolean() ? "u" + random.nextInt(9) : null,
                    "a" + random.nextInt(9),
                    null,
                    at,
                    at,
                    Document.of(Map.of("properties", Map.of("n", random.nextInt(1_000))))));
        }
        return events;
    }

    private static Map<Long, Event> served(Running running) {
        Map<Long, Event> served = new TreeMap<>();
        running.engine()
                .newestEvents(Integer.MAX_VALUE)
                .forEach(event ->
                        assertThat(served.put(event.sequence(), event.event())).isNull());
        return served;
    }

    /** Damages one file, or both manifests. */
    private static String damage(Path data, SplittableRandom random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .sorted()
                    .toList();
        }
        Path victim = files.get(random.nextInt(files.size()));
        String how = damageOne(victim, random);
        Path copy = victim.resolveSibling("manifest.copy");
        if (victim.endsWith("manifest") && Files.exists(copy) && random.nextBoolean()) {
            how += ", the copy too: " + damageOne(copy, random);
        }
        return data.relativize(victim) + " " + how;
    }

    private static String damageOne(Path file, SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0 || random.nextInt(6) == 0) {
            Files.delete(file);
            return "deleted";
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + random.nextInt(1, 400));
        String how;
        switch (random.nextInt(4)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                how = "bit of " + at;
            }
            case 1 -> {
                Arrays.fill(bytes, at, end, (byte) 0);
                how = "zeros from " + at;
            }
            case 2 -> {
                for (int i = at; i < end; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
                how = "garbled from " + at;
            }
            default -> {
                bytes = Arrays.copyOf(bytes, at);
                how = "cut at " + at;
            }
        }
        Files.write(file, bytes);
        return how;
    }
}
