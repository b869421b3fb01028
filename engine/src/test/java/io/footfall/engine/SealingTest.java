package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.history.files.FilesHere;
import io.footfall.history.files.FilesWork;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.files.Manifest;
import io.footfall.history.files.SealOrder;
import io.footfall.history.files.SealedEvents;
import io.footfall.history.files.SealedFile;
import io.footfall.history.files.SealedStretch;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows when the log grows faster than it is sealed. */
final class SealingTest {
    /** One closed segment is behind, two are full. */
    private static final HistoryConfig FILES =
            new HistoryConfig(1, 2 * Running.SEGMENT_BYTES, 1 << 20, Duration.ZERO, 0);

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-30T05:00:00Z"));
    private final Held work = new Held();
    private long made;

    @Test
    void collectingPausesWhileTheLogIsFullAndGoesOnWhenSomeOfItIsSealed() {
        try (Running running = Running.inSmallSegments(data, clock, FILES, work)) {
            assertThat(running.engine().isBehind()).isFalse();
            grow(running);
            Until.holds(running.engine()::isBehind, () -> "nobody is asked to pause");
            assertThat(running.engine().unsealedBytes()).isGreaterThan(FILES.unsealedBytesMax());

            work.mayGoOn.release(100);

            Until.holds(() -> !running.engine().isBehind(), () -> "it stays full");
            assertThat(running.engine().historyCounters().sealings()).isPositive();
            assertThat(work.gaveWay).as("what was behind does not give way").contains(false);
        }
    }

    @Test
    void itIsNeverFullWhileSealingFails() {
        try (Running running = Running.inSmallSegments(data, clock, FILES, work)) {
            grow(running);
            Until.holds(running.engine()::isBehind, () -> "nobody is asked to pause");

            work.isBroken = true;
            work.mayGoOn.release(100);

            Until.holds(() -> running.engine().sealingFailures() > 0, () -> "sealing does not fail");
            Until.holds(() -> !running.engine().isBehind(), () -> "nothing is taken in");
            work.isBroken = false;
        }
    }

    /** Appends until more than two segments are closed. */
    private void grow(Running running) {
        while (running.engine().unsealedBytes() < 4 * Running.SEGMENT_BYTES) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                events.add(Told.event("ann", "Order", "m" + made++, "2026-05-01T10:00:00Z"));
            }
            running.append(events).join();
        }
    }

    /** Seals when it may. */
    private static final class Held implements FilesWork {
        private final FilesWork here = new FilesHere();
        private final Semaphore mayGoOn = new Semaphore(0);
        private final Queue<Boolean> gaveWay = new ConcurrentLinkedQueue<>();
        private volatile boolean isBroken;

        @Override
        public SealedStretch seal(SealOrder order, boolean givesWay) throws IOException {
            gaveWay.add(givesWay);
            try {
                mayGoOn.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (isBroken) {
                throw new IOException("the disk is full");
            }
            return here.seal(order, givesWay);
        }

        @Override
        public SealedFile compact(Path folder, List<SealedFile> parts) throws IOException {
            return here.compact(folder, parts);
        }

        @Override
        public SealedEvents read(Path folder, Manifest manifest) throws IOException {
            return here.read(folder, manifest);
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
            mayGoOn.release(100);
            here.close();
        }
    }
}
