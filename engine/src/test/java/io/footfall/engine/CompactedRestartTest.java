package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.files.MadeFrom;
import io.footfall.testkit.RandomShop;
import io.footfall.testkit.SettableClock;
import io.footfall.timeline.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot stays good when the files it was made from are put together. */
class CompactedRestartTest {
    private static final EngineConfig CONFIG = EngineConfig.DEFAULTS.withSnapshotEventsMin(1);
    private static final HistoryConfig APART = new HistoryConfig(1, 1L << 40, 0, Duration.ZERO, 0);

    private static final HistoryConfig UNSEALED = APART.withSealBytes(1L << 40);

    @TempDir
    Path data;

    @Test
    void aStartReliesOnASnapshotWhoseFilesWerePutTogetherSince() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-30T05:00:00Z"));
        RandomShop shop = new RandomShop(new SplittableRandom(5), true);
        long admitted = 0;
        while (files() < 8) {
            try (Running running = Running.on(data, clock, 1, CONFIG, APART)) {
                running.append(shop.arrive(40, clock.millis())).join();
                running.pass(Duration.ZERO);
                admitted = running.engine().counters().admitted();
            }
            Running.seal(data, clock);
        }
        try (Running running = Running.on(data, clock, 2, CONFIG, APART)) {
            assertThat(running.engine().counters().admitted()).isEqualTo(admitted);
        }
        try (History history = Running.history(data, HistoryConfig.DEFAULTS)) {
            history.open();
            assertThat(history.compact(madeFrom(), 0)).isTrue();
        }
        assertThat(files()).isEqualTo(1);

        try (Running running = Running.on(data, clock, 3, CONFIG, APART)) {
            assertThat(data.resolve(Snapshots.FILE)).exists();
            assertThat(running.engine().counters().admitted()).isEqualTo(admitted);
        }
        Files.write(data.resolve(History.FOLDER).resolve("manifest"), new byte[1]);
        Files.delete(data.resolve(History.FOLDER).resolve("manifest.copy"));
        try (Running running = Running.on(data, clock, 4, CONFIG, APART)) {
            assertThat(data.resolve(Snapshots.FILE)).doesNotExist();
            assertThat(running.engine().damage()).isNotEmpty();
        }
    }

    @Test
    void aStartReliesOnASnapshotThatEndsAmidASealedFile() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-30T05:00:00Z"));
        RandomShop shop = new RandomShop(new SplittableRandom(6), true);
        Path snapshot = data.resolve(Snapshots.FILE);
        try (Running running = Running.on(data, clock, 1, CONFIG, UNSEALED)) {
            running.append(shop.arrive(40, clock.millis())).join();
            // What the log says besides is sealed with the file, and read before its events.
            running.pin("orders", Told.question("{'kind':'trend'}"));
        }
        byte[] older = Files.readAllBytes(snapshot);
        long admitted;
        try (Running running = Running.on(data, clock, 2, CONFIG, UNSEALED)) {
            running.append(shop.arrive(40, clock.millis())).join();
            running.pass(Duration.ZERO);
            admitted = running.engine().counters().admitted();
        }
        Running.seal(data, clock);
        Files.write(snapshot, older);
        assertThat(files()).isEqualTo(1);

        try (Running running = Running.on(data, clock, 3, CONFIG, APART)) {
            assertThat(snapshot).exists();
            assertThat(running.engine().counters().admitted()).isEqualTo(admitted);
            assertThat(running.engine().pinned("orders")).isPresent();
        }
    }

    private MadeFrom madeFrom() throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(data.resolve(Snapshots.FILE))) {
            return SnapshotAbout.read(snapshot.section(0)).madeFrom();
        }
    }

    private int files() {
        try (History history = Running.history(data, APART)) {
            history.open();
            return history.manifest().events().size();
        }
    }
}
