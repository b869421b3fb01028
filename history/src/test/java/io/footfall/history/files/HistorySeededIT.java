package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.testkit.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Files and log together are what was ever appended, each once, wherever sealing and compaction end, for who reads them meanwhile too. */
final class HistorySeededIT {
    private static final HistoryConfig CONFIG =
            HistoryConfig.DEFAULTS.withSealBytes(1).withKeepsReplaced(Duration.ZERO);

    private static final int ROUNDS = 14;

    /** Those of a sealing and a compaction, which deletes eight files. */
    private static final int STEPS = 16;

    /** A kill. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Appended appended = new Appended();
    private int stepsLeft;

    @Seeded(runs = 4)
    void nothingIsLostOrThereTwiceWhereverItEnds(SplittableRandom random, @TempDir Path data) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            stepsLeft = random.nextInt(2 * STEPS);
            History history = new History(CONFIG, data, new FilesHere(), controls -> controls, step -> {
                if (stepsLeft-- == 0) {
                    throw new Killed();
                }
            });
            try (history;
                    EventLog log = Appended.openLog(data, history)) {
                requireAllIsReadAtStart(history, log);
                requireNothingElseIsThere(data);
                for (int i = random.nextInt(40); i > 0; i--) {
                    appended.append(log, random);
                }
                readWhile(data, random, () -> sealAndCompact(history, log, random));
                readWhile(data, random, () -> {});
            }
        }
    }

    private void requireAllIsReadAtStart(History history, EventLog log) {
        Appended read = new Appended();
        try (SealedEvents sealed = history.read(0)) {
            sealed.forEachRemaining(read::add);
            assertThat(sealed.damage()).isEmpty();
        }
        log.start();
        log.follow(read::add, committed -> {});
        appended.requireSame(
                read, history.manifest().sealed(), history.manifest().historyFrom());
    }

    private static void requireNothingElseIsThere(Path data) throws IOException {
        Path folder = data.resolve(History.FOLDER);
        if (Files.isDirectory(folder)) {
            Manifest manifest = new ManifestFolder(folder).find().manifest();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".parquet") && !name.equals(HistoryFiles.IDENTITIES)))
                        .containsExactlyInAnyOrderElementsOf(manifest.names());
            }
            assertThat(Files.readString(folder.resolve(ManifestFolder.LIST), StandardCharsets.UTF_8))
                    .isEqualTo(manifest.events().stream()
                            .map(file -> file.name() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    private void sealAndCompact(History history, EventLog log, SplittableRandom random) throws IOException {
        try {
            Optional<LogStart> due = history.due(log.closedSegments(), OptionalLong.empty());
            if (due.isPresent()) {
                long from = random.nextInt(4) == 0
                        ? appended.afterOldest(random.nextInt(appended.events().size() + 1))
                        : 0;
                history.seal(due.get(), appended.dropped(), List.of(), from, name -> false, true, 0);
                history.deleteSealed(log);
            }
            long border = random.nextLong(log.lastSequence() + 1);
            history.compact(new MadeFrom(border, Map.of()), 0);
            history.deleteReplaced(0);
        } catch (Killed ignored) {
            // What is on the disk is what a start finds.
        }
    }

    /** Something done while another process reads. */
    private interface Doing {
        void run() throws IOException;
    }

    private void readWhile(Path data, SplittableRandom random, Doing doing) throws IOException {
        Appended read = new Appended();
        Path folder = data.resolve(History.FOLDER);
        try (AllEvents all = AllEvents.open(data)) {
            Manifest before = new ManifestFolder(folder).find().manifest();
            for (int i = random.nextInt(20); i > 0 && all.hasNext(); i--) {
                read.add(all.next());
            }
            doing.run();
            Manifest after = new ManifestFolder(folder).find().manifest();
            try {
                all.forEachRemaining(read::add);
            } catch (UncheckedIOException e) {
                assertThat(after.letGo()).as(e.getMessage()).isGreaterThan(before.letGo());
                return;
            }
            assertThat(all.damage()).isEmpty();
            appended.requireSame(read, before.sealed(), before.historyFrom());
        }
    }
}
