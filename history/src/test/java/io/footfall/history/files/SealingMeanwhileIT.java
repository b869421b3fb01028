package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing while files are put together, and the other way: each is done amid the other. */
final class SealingMeanwhileIT {
    private static final HistoryConfig CONFIG =
            HistoryConfig.DEFAULTS.withSealBytes(1).withKeepsReplaced(Duration.ZERO);

    @TempDir
    Path data;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Appended appended = new Appended();

    @BeforeEach
    void sealEight() throws IOException {
        for (int file = 0; file < CompactionRule.FILES; file++) {
            fill();
            try (History history = new History(CONFIG, data, new FilesHere(), controls -> controls);
                    EventLog log = opened(history)) {
                seal(history, log, 0);
            }
        }
    }

    @Test
    void whatIsSealedMeanwhileIsListedBesideTheWhole() throws IOException {
        fill();
        Meanwhile work = new Meanwhile();
        try (History history = new History(CONFIG, data, work, controls -> controls);
                EventLog log = opened(history)) {
            work.amidCompaction = () -> {
                seal(history, log, 0);
                history.deleteSealed(log);
                assertThat(log.closedSegments()).as("it goes on without them").isEmpty();
            };

            assertThat(history.compact(MadeFrom.NOTHING, 0)).isTrue();
            history.deleteReplaced(0);

            assertThat(history.manifest().events()).hasSize(2);
        }
        requireAllIsThere(0);
    }

    @Test
    void whatSealingLetsGoOfMeanwhileIsNotPutTogether() throws IOException {
        long from = appended.afterOldest(appended.events().size());
        fill();
        Meanwhile work = new Meanwhile();
        try (History history = new History(CONFIG, data, work, controls -> controls);
                EventLog log = opened(history)) {
            work.amidCompaction = () -> {
                seal(history, log, from);
                assertThat(history.manifest().events()).hasSize(1);
                history.deleteReplaced(0);
            };

            assertThat(history.compact(MadeFrom.NOTHING, 0)).isTrue();
            history.deleteReplaced(0);

            assertThat(history.manifest().events()).hasSize(1);
            assertThat(history.counters().compactions()).isZero();
            try (var files = Files.list(data.resolve(History.FOLDER))) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith(History.EVENTS)))
                        .as("neither the parts nor the whole")
                        .hasSize(1);
            }
        }
        requireAllIsThere(from);
    }

    @Test
    void whatIsPutTogetherMeanwhileIsLetGoOfWithTheNextStretch() throws IOException {
        long from = appended.afterOldest(appended.events().size());
        fill();
        Meanwhile work = new Meanwhile();
        try (History history = new History(CONFIG, data, work, controls -> controls);
                EventLog log = opened(history)) {
            work.amidSealing =
                    () -> assertThat(history.compact(MadeFrom.NOTHING, 0)).isTrue();

            seal(history, log, from);

            assertThat(history.manifest().events()).hasSize(2);
            assertThat(history.manifest().historyFrom())
                    .as("all is there still")
                    .isZero();
        }
        fill();
        try (History history = new History(CONFIG, data, new FilesHere(), controls -> controls);
                EventLog log = opened(history)) {
            seal(history, log, from);
            assertThat(history.manifest().historyFrom()).isEqualTo(from);
            assertThat(history.manifest().letGo()).isPositive();
        }
        requireAllIsThere(from);
    }

    private void fill() {
        try (History history = new History(CONFIG, data, new FilesHere(), controls -> controls);
                EventLog log = opened(history)) {
            while (log.closedSegments().isEmpty()) {
                appended.append(log, random);
            }
        }
    }

    private EventLog opened(History history) {
        EventLog log = Appended.openLog(data, history);
        log.start();
        log.follow(committed -> {}, committed -> {});
        return log;
    }

    private void seal(History history, EventLog log, long from) throws IOException {
        history.seal(
                history.due(log.closedSegments(), OptionalLong.empty()).orElseThrow(),
                appended.dropped(),
                List.of(),
                from,
                name -> false,
                true,
                0);
    }

    private void requireAllIsThere(long from) {
        Appended read = new Appended();
        try (History history = new History(CONFIG, data, new FilesHere(), controls -> controls);
                EventLog log = Appended.openLog(data, history)) {
            try (SealedEvents sealed = history.read(0)) {
                sealed.forEachRemaining(read::add);
                assertThat(sealed.damage()).isEmpty();
            }
            log.start();
            log.follow(read::add, committed -> {});
            appended.requireSame(read, history.manifest().sealed(), from);
        }
    }

    /** Something done amid something else. */
    private interface Doing {
        void run() throws IOException;
    }

    /** Writes files, and does something else once they are there and not listed. */
    private static final class Meanwhile implements FilesWork {
        private final FilesWork here = new FilesHere();
        private Doing amidSealing = () -> {};
        private Doing amidCompaction = () -> {};

        @Override
        public SealedStretch seal(SealOrder order, boolean givesWay) throws IOException {
            SealedStretch stretch = here.seal(order, givesWay);
            amidSealing.run();
            return stretch;
        }

        @Override
        public SealedFile compact(Path folder, List<SealedFile> parts) throws IOException {
            amidCompaction.run();
            return here.compact(folder, parts);
        }

        @Override
        public SealedEvents read(Path folder, Manifest manifest) {
            try {
                return here.read(folder, manifest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void restSealing() {
            here.restSealing();
        }

        @Override
        public void restCompacting() {
            here.restCompacting();
        }

        @Override
        public void close() {
            here.close();
        }
    }
}
