package io.footfall.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogFaultSeededTest {
    private static final int CASES = 200;

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
    void whatWasAcknowledgedSurvivesLossesOfPowerAndFailingDisks(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        SimulatedDisk disk = new SimulatedDisk(random);
        List<String> acknowledged = new ArrayList<>();
        Set<Long> sequences = new HashSet<>();
        for (int round = 0; round < 4; round++) {
            SimulatedDisk atCrash;
            try (EventLog log = Told.open(disk)) {
                List<Committed> replayed = Told.replay(log);
                assertThat(Samples.texts(replayed)).containsSubsequence(acknowledged);
                assertSequencesGrow(replayed);
                log.start(committed -> {});
                for (int i = 0; i < 20; i++) {
                    if (random.nextInt(8) == 0) {
                        disk.failNext(1 + random.nextInt(4), "Input/output error");
                    }
                    write(log, random, i, acknowledged, sequences);
                }
                disk.failNext(0, "");
                // Under way when the power fails: it may be there or not.
                var unused = log.append(Samples.random(random, 99));
                atCrash = disk.afterPowerLoss();
            }
            disk = atCrash;
        }
        assertThat(Samples.texts(Told.replay(disk))).containsSubsequence(acknowledged);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void opensWhateverBecameOfItsFilesAndServesNothingWrong(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        SimulatedDisk disk = new SimulatedDisk(random);
        List<String> written = new ArrayList<>();
        long last = 0;
        try (EventLog log = Told.open(disk)) {
            log.start(committed -> {});
            for (int i = 0; i < 60; i++) {
                written.add(Samples.text(log.append(Samples.random(random, i)).join()));
            }
            last = log.lastSequence();
        }
        List<String> names =
                disk.names().stream().filter(SegmentFormat::isFileName).sorted().toList();
        String victim = names.get(random.nextInt(names.size()));
        byte[] before = disk.bytes(victim);
        disk.damage(victim, damaged(before, random));

        try (EventLog log = Told.open(disk)) {
            List<Committed> replayed = Told.replay(log);
            assertThat(written).containsSubsequence(Samples.texts(replayed));
            assertSequencesGrow(replayed);
            if (replayed.size() < written.size()) {
                assertThat(log.recovery().damage())
                        .anySatisfy(damage -> assertThat(damage.file()).isEqualTo(victim));
                assertEveryLossIsInAStretch(replayed, last, log.recovery().damage());
            }
            log.start(committed -> {});
            assertThat(log.append(Samples.one("next")).join().firstSequence())
                    .isGreaterThan(replayed.isEmpty() ? 0 : replayed.getLast().lastSequence());
        }
        List<Committed> again = Told.replay(disk);
        assertThat(again.getLast().events()).extracting("messageId").containsExactly("next");
    }

    @Test
    void aMissingFileIsReportedWithItsSequences() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        SimulatedDisk disk = new SimulatedDisk(random);
        try (EventLog log = Told.open(disk)) {
            log.start(committed -> {});
            for (int i = 0; i < 100; i++) {
                log.append(Samples.one("e" + i)).join();
            }
        }
        List<String> names = disk.names().stream().sorted().toList();
        assertThat(names).hasSizeGreaterThan(2);
        disk.delete(names.get(1));
        long from = SegmentFormat.firstSequence(names.get(1));
        long to = SegmentFormat.firstSequence(names.get(2)) - 1;

        try (EventLog log = Told.open(disk)) {
            assertThat(Told.replay(log)).hasSize((int) (100 - (to - from + 1)));
            assertThat(log.recovery().damage()).singleElement().satisfies(damage -> {
                assertThat(damage.file()).isEqualTo(names.get(1));
                assertThat(damage.kind()).isEqualTo(Damage.Kind.MISSING);
                assertThat(damage.from()).isEqualTo(from);
                assertThat(damage.to()).isEqualTo(to);
            });
        }
    }

    @Test
    void aFileCutAtAnyByteByAKillGivesWhatWasWholeBeforeIt() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        SimulatedDisk disk = new SimulatedDisk(random);
        try (EventLog log = Told.open(disk)) {
            log.start(committed -> {});
            for (int i = 0; i < 8; i++) {
                log.append(Samples.one("e" + i)).join();
            }
        }
        String name = SegmentFormat.fileName(1);
        byte[] whole = disk.bytes(name);
        int frame = (whole.length - SegmentHeader.BYTES) / 8;
        for (int size = 0; size <= whole.length; size++) {
            disk.damage(name, Arrays.copyOf(whole, size));
            disk.damageInventory(Optional.empty());
            int expected = Math.max(0, size - SegmentHeader.BYTES) / frame;
            assertThat(Told.replay(disk)).as("cut to %s bytes", size).hasSize(expected);
        }
    }

    @Test
    void goesOnInANewFileAfterAFailedSync() throws IOException {
        SimulatedDisk disk =
                new SimulatedDisk(RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        List<Long> told = new ArrayList<>();
        try (EventLog log = Told.open(disk)) {
            log.start(committed -> told.add(committed.firstSequence()));
            log.append(Samples.one("before")).join();
            disk.failNext(3, "No space left on device");
            CompletableFuture<Committed> failed = log.append(Samples.one("failed"));
            assertThat(failed)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(LogFailedException.class)
                    .withMessageContaining("No space left on device");
            Committed after = appendUntilTaken(log, "after");
            assertThat(after.firstSequence()).isGreaterThan(2);
            assertThat(told).containsExactly(1L, after.firstSequence());
            assertThat(log.counters().failures()).isPositive();
        }
        assertThat(Told.replay(disk))
                .flatExtracting(Committed::events)
                .extracting("messageId")
                .containsExactly("before", "after");
    }

    private static void write(
            EventLog log, RandomGenerator random, int number, List<String> acknowledged, Set<Long> sequences) {
        try {
            Committed committed = log.append(Samples.random(random, number)).join();
            acknowledged.add(Samples.text(committed));
            for (long sequence = committed.firstSequence(); sequence <= committed.lastSequence(); sequence++) {
                assertThat(sequences.add(sequence))
                        .as("sequence %s is given once", sequence)
                        .isTrue();
            }
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(LogFailedException.class);
        }
    }

    private static Committed appendUntilTaken(EventLog log, String messageId) {
        while (true) {
            try {
                return log.append(Samples.one(messageId)).join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(LogFailedException.class);
                Thread.onSpinWait();
            }
        }
    }

    private static byte[] damaged(byte[] bytes, RandomGenerator random) {
        int from = random.nextInt(bytes.length);
        byte[] damaged = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> damaged = Arrays.copyOf(damaged, from);
            case 1 -> Arrays.fill(damaged, from, damaged.length, (byte) 0);
            case 2 -> damaged[from] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                byte[] garbage = new byte[random.nextInt(2000)];
                random.nextBytes(garbage);
                System.arraycopy(garbage, 0, damaged, from, Math.min(garbage.length, damaged.length - from));
            }
            default -> {
                byte[] garbage = new byte[random.nextInt(2000)];
                random.nextBytes(garbage);
                damaged = Arrays.copyOf(damaged, damaged.length + garbage.length);
                System.arraycopy(garbage, 0, damaged, bytes.length, garbage.length);
            }
        }
        return damaged;
    }

    private static void assertSequencesGrow(List<Committed> replayed) {
        long last = 0;
        for (Committed committed : replayed) {
            assertThat(committed.firstSequence()).isGreaterThan(last);
            last = committed.lastSequence();
        }
    }

    private static void assertEveryLossIsInAStretch(List<Committed> replayed, long last, List<Damage> damage) {
        Set<Long> there = new HashSet<>();
        for (Committed committed : replayed) {
            for (long sequence = committed.firstSequence(); sequence <= committed.lastSequence(); sequence++) {
                there.add(sequence);
            }
        }
        for (long sequence = 1; sequence <= last; sequence++) {
            long missing = sequence;
            if (!there.contains(missing)) {
                assertThat(damage)
                        .as("sequence %s", missing)
                        .anyMatch(stretch -> stretch.from() <= missing && missing <= stretch.to());
            }
        }
    }
}
