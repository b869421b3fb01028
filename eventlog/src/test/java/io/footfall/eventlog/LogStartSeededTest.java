package io.footfall.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs whose older segments are kept elsewhere, and that are followed while they are written. */
class LogStartSeededTest {
    private static final int CASES = 100;

    static List<Long> seeds() {
        Long given = Long.getLong("seed");
        if (given != null) {
            return List.of(given);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= CASES; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsKeptElsewhereAndTheLogAreAllThereIs(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        SimulatedDisk disk = new SimulatedDisk(random);
        List<String> written = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        LogStart start = LogStart.BEGINNING;
        for (int round = 0; round < 4; round++) {
            SimulatedDisk afterwards;
            try (EventLog log = Told.open(disk, start)) {
                log.start();
                List<CompletableFuture<Committed>> waiting = new ArrayList<>();
                int count = random.nextInt(30);
                for (int i = 0; i < count; i++) {
                    waiting.add(log.append(Samples.random(random, i)));
                }
                List<Committed> read = new ArrayList<>();
                List<Committed> followed = new ArrayList<>();
                log.follow(read::add, followed::add);
                for (int i = 0; i < count; i++) {
                    waiting.add(log.append(Samples.random(random, i)));
                }
                waiting.forEach(append -> written.add(Samples.text(append.join())));
                read.addAll(followed);
                List<String> all = new ArrayList<>(elsewhere);
                all.addAll(Samples.texts(read));
                assertThat(all).isEqualTo(written);
                assertThat(log.recovery().damage()).isEmpty();

                List<ClosedSegment> closed = log.closedSegments();
                if (!closed.isEmpty() && random.nextBoolean()) {
                    LogStart from = start;
                    start = closed.get(random.nextInt(closed.size())).after();
                    elsewhere.addAll(Samples.texts(readBetween(disk, from, start)));
                    if (random.nextBoolean()) {
                        long bytes = log.counters().logBytes();
                        log.deleteUpTo(start);
                        assertThat(log.counters().logBytes()).isLessThan(bytes);
                    }
                }
                afterwards = random.nextBoolean() ? disk.afterPowerLoss() : disk;
            }
            disk = afterwards;
        }
        try (EventLog log = Told.open(disk, start)) {
            elsewhere.addAll(Samples.texts(Told.replay(log)));
            assertThat(elsewhere).isEqualTo(written);
            log.start();
            assertThat(log.append(Samples.one("next")).join().firstSequence()).isGreaterThan(start.sequence());
        }
    }

    private static List<Committed> readBetween(SimulatedDisk disk, LogStart from, LogStart to) throws IOException {
        List<Committed> all = new ArrayList<>();
        try (LogScan scan = new LogScan(disk, from, to.segment())) {
            for (Committed next = scan.next(); next != null; next = scan.next()) {
                all.add(next);
            }
        }
        return all;
    }
}
