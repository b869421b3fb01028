package io.footfall.connect.sources;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.SourcePosition;
import io.footfall.collect.Collected;
import io.footfall.collect.Collector;
import io.footfall.connect.files.Outcome;
import io.footfall.connect.files.Waiting;
import io.footfall.event.QuarantinedItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The way of one source into the log. What was read and the position behind it are safe together, or neither is; when
 * nothing can be taken, it waits and tries again. Owned by the source's thread.
 */
final class Delivery {
    /** The most rows at once. */
    static final int ROWS_MAX = 500;

    /** The most bytes of items at once. */
    static final int BYTES_MAX = 400_000;

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int BAD_ROW_BYTES_MAX = 32_768;

    private final Collector collector;
    private final BooleanSupplier isBehind;
    private final Clock clock;
    private final Waiting waiting;
    private final SourceStatus status;

    Delivery(Collector collector, BooleanSupplier isBehind, Clock clock, Waiting waiting, SourceStatus status) {
        this.collector = collector;
        this.isBehind = isBehind;
        this.clock = clock;
        this.waiting = waiting;
        this.status = status;
    }

    SourceStatus status() {
        return status;
    }

    /** Delivers what became of rows, and the position behind them; returns when both are safe. */
    void deliver(List<Outcome> outcomes, String unit, String position) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4_096);
        List<QuarantinedItem> bad = new ArrayList<>();
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.US_ASCII));
        String separator = "";
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Item item -> {
                    body.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
                    body.writeBytes(item.json());
                    separator = ",";
                }
                case Outcome.Bad row -> bad.add(setAside(row));
            }
        }
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        ControlRecord moved = new ControlRecord.Moved(new SourcePosition(status.name(), unit, position));
        deliver(body.toByteArray(), bad, List.of(moved.toBytes()));
    }

    private void deliver(byte[] body, List<QuarantinedItem> bad, List<byte[]> controls) throws InterruptedException {
        while (true) {
            waitUntilAnswersAreNotBehind();
            Collected collected = collector
                    .collect(body, status.name(), clock.millis(), true, bad, controls)
                    .join();
            switch (collected) {
                case Collected.Taken taken -> {
                    int setAside = taken.failures().size() + bad.size();
                    status.delivered(taken.events().size(), setAside, clock.millis());
                    status.becomes(SourceStatus.State.RUNNING);
                    return;
                }
                case Collected.Refused(Collected.Refusal refusal, String message) -> {
                    if (refusal == Collected.Refusal.INVALID) {
                        throw new IllegalStateException("what was read of a source was refused: " + message);
                    }
                    status.becomes(SourceStatus.State.HELD_BACK);
                    waiting.sleep(PAUSE);
                }
            }
        }
    }

    private void waitUntilAnswersAreNotBehind() throws InterruptedException {
        while (isBehind.getAsBoolean()) {
            status.becomes(SourceStatus.State.HELD_BACK);
            waiting.sleep(PAUSE);
        }
    }

    private QuarantinedItem setAside(Outcome.Bad row) {
        byte[] bytes =
                row.bytes().length <= BAD_ROW_BYTES_MAX ? row.bytes() : Arrays.copyOf(row.bytes(), BAD_ROW_BYTES_MAX);
        return new QuarantinedItem("row:" + row.reason().code(), status.name(), clock.millis(), bytes);
    }
}
