package io.footfall.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    Path data;

    @Test
    void givesSequencesInTheOrderOfTheAppends() {
        try (EventLog log = started()) {
            Committed first = log.append(Append.ofEvents(List.of(Samples.event("a"), Samples.event("b"))))
                    .join();
            Committed control = log.append(Append.ofControl(new byte[] {7})).join();
            Committed third = log.append(Samples.one("c")).join();

            assertThat(first.firstSequence()).isEqualTo(1);
            assertThat(first.lastSequence()).isEqualTo(2);
            assertThat(control.firstSequence()).isEqualTo(3);
            assertThat(third.firstSequence()).isEqualTo(4);
            assertThat(log.lastSequence()).isEqualTo(4);
        }
    }

    @Test
    void replaysWhatWasAppendedAndGoesOnAfterIt() {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);
        List<Committed> written = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            try (EventLog log = EventLog.open(data, Samples.SMALL, Samples.CLOCK)) {
                assertThat(log.recovery().isClean()).isTrue();
                assertThat(Samples.texts(replay(log))).isEqualTo(Samples.texts(written));
                assertThat(log.recovery().isClean()).isTrue();
                log.start(committed -> {});
                for (int i = 0; i < 20; i++) {
                    written.add(log.append(Samples.random(random, i)).join());
                }
            }
        }
        assertThat(data.resolve("log")).isDirectoryContaining("glob:**/00000000000000000001.log");
        try (LogReader reader = LogReader.open(data)) {
            List<Committed> read = new ArrayList<>();
            reader.forEachRemaining(read::add);
            assertThat(Samples.texts(read)).isEqualTo(Samples.texts(written));
            assertThat(reader.damage()).isEmpty();
        }
    }

    @Test
    void tellsTheFollowerInOrderBeforeTheAppendCompletes() {
        List<Long> followed = new ArrayList<>();
        try (EventLog log = EventLog.open(data, Samples.SMALL, Samples.CLOCK)) {
            log.start(committed -> followed.add(committed.firstSequence()));
            List<CompletableFuture<Boolean>> told = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                told.add(log.append(Samples.one("e" + i))
                        .thenApply(committed -> followed.contains(committed.firstSequence())));
            }
            assertThat(told).allMatch(CompletableFuture::join);
        }
        assertThat(followed).hasSize(500).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void oneSyncCoversEverythingThatWaits() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (EventLog log = EventLog.open(data, EventLogConfig.DEFAULTS, Samples.CLOCK)) {
            log.start(committed -> {
                busy.countDown();
                await(goOn);
            });
            CompletableFuture<Committed> first = log.append(Samples.one("first"));
            await(busy);
            List<CompletableFuture<Committed>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(log.append(Samples.one("e" + i)));
            }
            assertThat(log.counters().inboxAppends()).isEqualTo(100);
            goOn.countDown();
            first.join();
            waiting.forEach(CompletableFuture::join);
            assertThat(log.counters().syncs()).isEqualTo(2);
            assertThat(log.counters().appends()).isEqualTo(101);
        }
    }

    @Test
    void refusesWhatTheInboxCannotHoldAndCountsIt() {
        EventLogConfig config = new EventLogConfig(
                1 << 20,
                1 << 30,
                3,
                1 << 20,
                1 << 16,
                Samples.SMALL.retryMin(),
                Samples.SMALL.retryMax(),
                Samples.SMALL.closeWait());
        try (EventLog log = EventLog.open(data, config, Samples.CLOCK)) {
            List<CompletableFuture<Committed>> taken = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                taken.add(log.append(Samples.one("e" + i)));
            }
            CompletableFuture<Committed> refused = log.append(Samples.one("one too many"));
            assertThatThrownBy(refused::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(LogFullException.class);
            assertThat(log.counters().refused()).isEqualTo(1);

            log.start(committed -> {});
            taken.forEach(CompletableFuture::join);
            assertThat(log.append(Samples.one("now there is room")).join().firstSequence())
                    .isEqualTo(4);
        }
    }

    @Test
    void refusesWhatWouldOutgrowTheDisksShare() {
        EventLogConfig config = new EventLogConfig(
                1024,
                1024,
                3,
                1 << 20,
                1 << 16,
                Samples.SMALL.retryMin(),
                Samples.SMALL.retryMax(),
                Samples.SMALL.closeWait());
        try (EventLog log = EventLog.open(data, config, Samples.CLOCK)) {
            log.start(committed -> {});
            log.append(Append.ofEvents(List.of(Samples.event("large", "x".repeat(1000)))))
                    .join();
            assertThatThrownBy(() -> log.append(Samples.one("next")).join())
                    .hasCauseInstanceOf(LogFullException.class)
                    .hasMessageContaining("eventlog.log-bytes-max");
        }
    }

    @Test
    void failsWhatComesAfterClosing() {
        EventLog log = started();
        log.close();
        log.close();
        assertThatThrownBy(() -> log.append(Samples.one("late")).join()).hasCauseInstanceOf(LogFailedException.class);
    }

    @Test
    void completesWhatWaitsWhenItCloses() {
        List<CompletableFuture<Committed>> futures = new ArrayList<>();
        try (EventLog log = started()) {
            for (int i = 0; i < 300; i++) {
                futures.add(log.append(Samples.one("e" + i)));
            }
        }
        assertThat(futures).allMatch(CompletableFuture::isDone);
        assertThat(futures).noneMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void refusesASecondOpener() {
        try (EventLog log = started()) {
            assertThatThrownBy(() -> EventLog.open(data, Samples.SMALL, Samples.CLOCK))
                    .isInstanceOf(LogLockedException.class)
                    .hasMessageContaining(data.getFileName().toString());
            assertThat(log.append(Samples.one("a")).join().firstSequence()).isEqualTo(1);
            assertThat(data.resolve("lock"))
                    .content()
                    .isEqualTo(ProcessHandle.current().pid() + "\n");
        }
        started().close();
    }

    @Test
    void takesNothingMoreOnceItsFollowerFailed() {
        try (EventLog log = EventLog.open(data, Samples.SMALL, Samples.CLOCK)) {
            log.start(committed -> {
                throw new IllegalStateException("broken");
            });
            assertThat(log.append(Samples.one("a")).join().firstSequence()).isEqualTo(1);
            assertThatThrownBy(() -> log.append(Samples.one("b")).join()).hasCauseInstanceOf(LogFailedException.class);
        }
    }

    @Test
    void readsUpToASequenceWhileItIsWritten() {
        try (EventLog log = started()) {
            for (int i = 0; i < 50; i++) {
                log.append(Samples.one("e" + i)).join();
            }
            try (LogReader reader = LogReader.open(data, LogStart.BEGINNING, 17)) {
                List<Committed> read = new ArrayList<>();
                reader.forEachRemaining(read::add);
                assertThat(read).hasSize(17);
            }
        }
    }

    @Test
    void readsAFolderWithoutALogAsEmpty() {
        try (LogReader reader = LogReader.open(data)) {
            assertThat(reader.hasNext()).isFalse();
        }
        assertThat(Files.exists(data.resolve("log"))).isFalse();
    }

    private EventLog started() {
        EventLog log = EventLog.open(data, Samples.SMALL, Samples.CLOCK);
        log.start(committed -> {});
        return log;
    }

    private static List<Committed> replay(EventLog log) {
        List<Committed> all = new ArrayList<>();
        log.replay(all::add);
        return all;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
