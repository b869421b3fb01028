package io.footfall.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.QuarantinedItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clean stop records is what makes a loss after it known, even of the newest segment. */
class CleanStopTest {
    private static final int EVENTS = 200;
    private static final String GOLDEN = "inventory-1.bin";

    private final SimulatedDisk disk =
            new SimulatedDisk(RandomGeneratorFactory.of("L64X128MixRandom").create(1));

    @Test
    void namesANewestSegmentThatIsGone() throws IOException {
        List<String> names = stopCleanly();
        disk.delete(names.getLast());

        Damage lost = onlyDamage();
        assertThat(lost.file()).isEqualTo(names.getLast());
        assertThat(lost.kind()).isEqualTo(Damage.Kind.MISSING);
        assertThat(lost.from()).isEqualTo(SegmentFormat.firstSequence(names.getLast()));
        assertThat(lost.to()).isEqualTo(EVENTS);
    }

    @Test
    void namesEachOfSeveralNewestSegmentsThatAreGone() throws IOException {
        List<String> names = stopCleanly();
        List<String> gone = names.subList(names.size() - 3, names.size());
        gone.forEach(disk::delete);

        try (EventLog log = Told.open(disk)) {
            int left = Told.replay(log).size();
            List<Damage> damage = log.recovery().damage();
            assertThat(damage).extracting(Damage::file).isEqualTo(gone);
            assertThat(damage.stream().mapToLong(Damage::events).sum()).isEqualTo(EVENTS - left);
        }
    }

    @Test
    void namesEverySegmentWhenAllAreGone() throws IOException {
        List<String> names = stopCleanly();
        names.forEach(disk::delete);

        try (EventLog log = Told.open(disk)) {
            assertThat(Told.replay(log)).isEmpty();
            assertThat(log.recovery().damage()).extracting(Damage::file).isEqualTo(names);
            assertThat(log.lastSequence()).isZero();
            log.start(committed -> {});
            assertThat(log.append(Samples.one("next")).join().firstSequence()).isGreaterThan(EVENTS);
        }
    }

    @Test
    void noticesANewestSegmentThatWasCutAtTheEndOfAFrame() throws IOException {
        List<String> names = stopCleanly();
        String newest = names.getLast();
        byte[] whole = disk.bytes(newest);
        int frames = EVENTS - (int) SegmentFormat.firstSequence(newest) + 1;
        assertThat(frames).isGreaterThan(1);
        int frameBytes = (whole.length - SegmentHeader.BYTES) / frames;
        disk.damage(newest, Arrays.copyOf(whole, whole.length - frameBytes));

        Damage lost = onlyDamage();
        assertThat(lost.file()).isEqualTo(newest);
        assertThat(lost.from()).isEqualTo(EVENTS);
        assertThat(lost.to()).isEqualTo(EVENTS);
        assertThat(lost.fromByte()).isEqualTo(whole.length - frameBytes);
        assertThat(lost.toByte()).isEqualTo(whole.length);
    }

    @Test
    void goesOnSayingWhatWasLostWhileTheLogGrows() throws IOException {
        List<String> names = stopCleanly();
        disk.delete(names.getLast());
        Damage lost = onlyDamage();

        try (EventLog log = Told.open(disk)) {
            Told.replay(log);
            log.start(committed -> {});
            log.append(Samples.one("after")).join();
        }
        assertThat(onlyDamage()).isEqualTo(lost);
        // Neither does it need the inventory any more: the next segment's header says the same.
        disk.damageInventory(Optional.empty());
        assertThat(onlyDamage()).isEqualTo(lost);
    }

    @Test
    void takesNoDamageForGrantedAfterAKill() throws IOException {
        stopCleanly();
        SimulatedDisk killed;
        try (EventLog log = Told.open(disk)) {
            Told.replay(log);
            log.start(committed -> {});
            log.append(Samples.one("after")).join();
            killed = disk.afterPowerLoss();
        }
        try (EventLog log = Told.open(killed)) {
            assertThat(Told.replay(log)).hasSize(EVENTS + 1);
            assertThat(log.recovery().isClean()).isTrue();
        }
    }

    @Test
    void saysThatTheInventoryItselfIsDamagedAndOpensWithoutIt() throws IOException {
        stopCleanly();
        byte[] bytes = disk.inventory().orElseThrow();
        bytes[20] ^= 1;
        disk.damageInventory(Optional.of(bytes));

        try (EventLog log = Told.open(disk)) {
            assertThat(Told.replay(log)).hasSize(EVENTS);
            assertThat(log.recovery().damage()).singleElement().satisfies(damage -> {
                assertThat(damage.file()).isEqualTo("inventory");
                assertThat(damage.events()).isZero();
            });
        }
        assertThat(Told.replay(disk)).hasSize(EVENTS);
    }

    @Test
    void readsTheInventoryOfVersion1ForEver() throws IOException {
        Inventory inventory =
                new Inventory(List.of(new Inventory.Entry(1, 4_100, 30), new Inventory.Entry(31, 900, 100)));
        if (Boolean.getBoolean("golden.update")) {
            Files.write(Path.of("src/test/resources/formats", GOLDEN), inventory.toBytes());
        }
        try (InputStream golden = Objects.requireNonNull(
                CleanStopTest.class.getResourceAsStream("/formats/" + GOLDEN), "the golden file is missing")) {
            byte[] kept = golden.readAllBytes();
            assertThat(inventory.toBytes()).isEqualTo(kept);
            assertThat(Inventory.read(kept)).contains(inventory);
        }
    }

    @Test
    void readsNoInventoryThatIsShortenedOrOfANewerProgram() {
        byte[] whole = new Inventory(List.of(new Inventory.Entry(1, 4_100, 30))).toBytes();
        for (int size = 0; size < whole.length; size++) {
            assertThat(Inventory.read(Arrays.copyOf(whole, size)))
                    .as("%s bytes", size)
                    .isEmpty();
        }
        assertThatThrownBy(() -> Inventory.read(ofVersion(2, whole)))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void keepsQuarantinedItemsThatFillWholeSegmentsByThemselves() throws IOException {
        Append aside =
                new Append(List.of(), List.of(new QuarantinedItem("bad_json", "shop", 5, new byte[1_500])), List.of());
        try (EventLog log = Told.open(disk)) {
            log.start(committed -> {});
            for (int i = 0; i < 10; i++) {
                log.append(aside).join();
            }
            disk.failNext(2, "Input/output error");
            assertThatThrownBy(() -> log.append(aside).join()).hasCauseInstanceOf(LogFailedException.class);
        }
        assertThat(Told.replay(disk)).hasSize(10);
    }

    @Test
    void noticesOnARealDiskThatTheWholeFolderIsGone(@TempDir Path data) throws IOException {
        try (EventLog log = EventLog.open(data, Samples.SMALL, Samples.CLOCK)) {
            log.start(committed -> {});
            log.append(Samples.one("a")).join();
        }
        try (Stream<Path> segments = Files.list(data.resolve("log"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        try (EventLog log = EventLog.open(data, Samples.SMALL, Samples.CLOCK)) {
            log.replay(committed -> {});
            assertThat(log.recovery().damage()).singleElement().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(Damage.Kind.MISSING);
                assertThat(damage.events()).isEqualTo(1);
            });
        }
    }

    /** Writes events into several segments, closes the log, and names its files in order. */
    private List<String> stopCleanly() throws IOException {
        try (EventLog log = Told.open(disk)) {
            log.start(committed -> {});
            for (int i = 0; i < EVENTS; i++) {
                log.append(Samples.one("e" + (100 + i))).join();
            }
        }
        List<String> names = disk.names().stream().sorted().toList();
        assertThat(names).hasSizeGreaterThan(4);
        return names;
    }

    private static byte[] ofVersion(int version, byte[] inventory) {
        byte[] changed = inventory.clone();
        changed[8] = (byte) version;
        CRC32C crc = new CRC32C();
        crc.update(changed, 0, changed.length - 4);
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(changed.length - 4, (int) crc.getValue());
        return changed;
    }

    private Damage onlyDamage() throws IOException {
        try (EventLog log = Told.open(disk)) {
            Told.replay(log);
            assertThat(log.recovery().damage()).hasSize(1);
            return log.recovery().damage().getFirst();
        }
    }
}
