package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.eventlog.Damage;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged of files and manifest is told and never served. */
final class HistoryDamageSeededIT {
    private static final HistoryConfig CONFIG = HistoryConfig.DEFAULTS.withSealBytes(1);

    @Seeded(runs = 25)
    void whatIsDamagedIsToldAndNeverServed(SplittableRandom random, @TempDir Path data) throws IOException {
        Appended appended = new Appended();
        int sealings = random.nextInt(3) == 0 ? CompactionRule.FILES + 1 : 2;
        for (int sealing = 0; sealing < sealings; sealing++) {
            History history = history(data);
            try (history;
                    EventLog log = Appended.openLog(data, history)) {
                log.start();
                log.follow(committed -> {}, committed -> {});
                for (int i = 0; i < 30; i++) {
                    appended.append(log, random);
                }
                Optional<LogStart> due = history.due(log.closedSegments(), OptionalLong.empty());
                if (due.isPresent()) {
                    history.seal(due.get(), appended.dropped(), List.of(), 0, name -> false, true, 0);
                    history.deleteSealed(log);
                }
                history.compact(MadeFrom.NOTHING, 0);
            }
        }
        Path victim = damage(data.resolve(History.FOLDER), random);

        Map<Long, Event> read = new TreeMap<>();
        List<Damage> damage = new ArrayList<>();
        History history = history(data);
        try (history;
                EventLog log = Appended.openLog(data, history)) {
            try (SealedEvents sealed = history.read(0)) {
                sealed.forEachRemaining(committed -> put(committed, read));
                damage.addAll(sealed.damage());
            }
            damage.addAll(history.damage());
            log.start();
            log.follow(committed -> put(committed, read), committed -> {});
            damage.addAll(log.recovery().damage());
            long newest = Math.max(log.lastSequence(), appended.events().lastKey());
            assertThat(log.append(Appended.random(random)).join().firstSequence())
                    .as("no sequence is given twice")
                    .isGreaterThan(newest);
        }
        assertThat(appended.events()).containsAllEntriesOf(read);
        for (long sequence : appended.events().keySet()) {
            if (!read.containsKey(sequence) && !appended.isDropped(sequence)) {
                assertThat(damage)
                        .as("%s is lost with %s", sequence, victim)
                        .anyMatch(stretch -> stretch.from() <= sequence && sequence <= stretch.to());
            }
        }
    }

    private static History history(Path data) {
        return new History(CONFIG, data, new FilesHere(), controls -> controls);
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
}
