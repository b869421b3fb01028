package io.footfall.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.QuarantinedItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SegmentGoldenTest {
    private static final String GOLDEN = "segment-1.log";

    @Test
    void readsTheFileOfVersion1ForEver() throws IOException {
        SimulatedDisk disk =
                new SimulatedDisk(RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        List<Committed> written = new ArrayList<>();
        try (EventLog log =
                EventLog.open(disk, EventLogConfig.DEFAULTS, Samples.CLOCK, () -> 0, () -> {}, LogStart.BEGINNING)) {
            log.start(committed -> {});
            written.add(log.append(new Append(
                            List.of(Samples.event("a"), Samples.event("b")),
                            List.of(new QuarantinedItem("bad_json", "shop", 5, new byte[] {'{'})),
                            List.of(new byte[] {1, 2, 3})))
                    .join());
            written.add(log.append(Append.ofEvents(List.of(Samples.event("large", "x".repeat(70_000)))))
                    .join());
            written.add(log.append(Samples.one("last")).join());
        }
        byte[] now = disk.bytes(SegmentFormat.fileName(1));
        if (Boolean.getBoolean("golden.update")) {
            Files.write(Path.of("src/test/resources/formats", GOLDEN), now);
        }
        try (InputStream golden = Objects.requireNonNull(
                SegmentGoldenTest.class.getResourceAsStream("/formats/" + GOLDEN), "the golden file is missing")) {
            byte[] kept = golden.readAllBytes();
            assertThat(now).isEqualTo(kept);
            disk.damage(SegmentFormat.fileName(1), kept);
            assertThat(Samples.texts(Told.replay(disk))).isEqualTo(Samples.texts(written));
        }
    }
}
