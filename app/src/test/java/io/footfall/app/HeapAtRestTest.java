package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.engine.EngineCounters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeapAtRestTest {
    private static final long FEW_BYTES = 50L << 20;

    private EngineCounters now = counters(0, 0, FEW_BYTES);
    private int collections;
    private final HeapAtRest heap = new HeapAtRest(() -> now, () -> collections++);

    @AfterEach
    void close() {
        heap.close();
    }

    @Test
    void collectsOnceWhenNothingComesAnyMoreAfterMuchHasCome() {
        for (long taken = 0; taken <= HeapAtRest.EVENTS_LEAST; taken += HeapAtRest.EVENTS_LEAST / 4) {
            now = counters(taken, 0, FEW_BYTES);
            heap.look();
        }
        assertThat(collections).as("while events come").isZero();

        for (int i = 0; i < 5 * HeapAtRest.LOOKS_AT_REST; i++) {
            heap.look();
        }
        assertThat(collections).isOne();

        now = counters(HeapAtRest.EVENTS_LEAST + 10, 0, FEW_BYTES);
        lookAtRest();
        assertThat(collections).as("after a few more").isOne();

        now = counters(2 * HeapAtRest.EVENTS_LEAST, 0, FEW_BYTES);
        lookAtRest();
        assertThat(collections).as("after many more").isEqualTo(2);
    }

    @Test
    void doesNotHaltWhoKeepsMuch() {
        now = counters(HeapAtRest.EVENTS_LEAST, 0, HeapAtRest.KEPT_BYTES_MOST + 1);
        lookAtRest();
        assertThat(collections).isZero();
    }

    @Test
    void waitsForWhatIsNotAnalysedYet() {
        now = counters(HeapAtRest.EVENTS_LEAST, 7, FEW_BYTES);
        lookAtRest();
        assertThat(collections).isZero();
    }

    private void lookAtRest() {
        for (int i = 0; i <= HeapAtRest.LOOKS_AT_REST; i++) {
            heap.look();
        }
    }

    private static EngineCounters counters(long admitted, long inbox, long bytes) {
        return new EngineCounters(
                admitted,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                inbox,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new EngineCounters.Memory(bytes, 0, 0, 0),
                0);
    }
}
