package io.footfall.connect.sources;

import io.footfall.catalog.ControlRecord;
import io.footfall.catalog.SourcePosition;
import io.footfall.collect.Collected;
import io.footfall.collect.Collector;
import io.footfall.collect.ReadBySource;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * The way of one source into the log. What was read and the position behind it are safe together, or neither is; when
 * nothing can be taken, it waits and tries again.
 *
 * <p>It gives way to what clients send: nothing more is read before the answers show what was delivered. So at most one delivery
 * of a source is ever in the way of the others, however much there is to read. Owned by the source's thread.
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
    private final LongFunction<CompletableFuture<Void>> analysed;
    private final Clock clock;
    private final Waiting waiting;
    private final SourceStatus status;

    /**
     * Delivers nothing yet.
     *
     * @param isBehind whether the answers are so far behind that nothing is delivered
     * @param analysed completes when the answers show everything up to a sequence
     */
    Delivery(
            Collector collector,
            BooleanSupplier isBehind,
            LongFunction<CompletableFuture<Void>> analysed,
            Clock clock,
            Waiting waiting,
            SourceStatus status) {
        this.collector = collector;
        this.isBehind = isBehind;
        this.analysed = analysed;
        this.clock = clock;
        this.waiting = waiting;
        this.status = status;
    }

    SourceStatus status() {
        return status;
    }

    /** Delivers what became of rows, and the position behind them; returns when both are safe, and answers show it. */
    void deliver(List<Outcome> outcomes, String unit, String position) throws InterruptedException {
        deliver(outcomes, List.of(), Map.of(unit, position));
    }

    /**
     * Delivers what became of rows of several units, and the positions behind them; returns when all of it is safe, and answers show
     * it.
     *
     * @param places where each row stands, for those that are set aside; none if that is not known
     * @param positions by their units
     */
    void deliver(List<Outcome> outcomes, List<String> places, Map<String, String> positions)
            throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4_096);
        List<String> itemPlaces = new ArrayList<>();
        List<QuarantinedItem> bad = new ArrayList<>();
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.US_ASCII));
        String separator = "";
        for (int index = 0; index < outcomes.size(); index++) {
            String place = places.isEmpty() ? "" : places.get(index);
            switch (outcomes.get(index)) {
                case Outcome.Item item -> {
                    body.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
                    body.writeBytes(item.json());
                    separator = ",";
                    itemPlaces.add(place);
                }
                case Outcome.Bad row -> bad.add(setAside(row, place));
            }
        }
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        List<byte[]> controls = new ArrayList<>();
        positions.forEach((unit, position) ->
                controls.add(new ControlRecord.Moved(new SourcePosition(status.name(), unit, position)).toBytes()));
        deliver(body.toByteArray(), new ReadBySource(status.name(), itemPlaces, bad, controls));
    }

    private void deliver(byte[] body, ReadBySource read) throws InterruptedException {
        while (true) {
            waitUntilAnswersAreNotBehind();
            Collected collected = collector.collect(body, read, clock.millis()).join();
            switch (collected) {
                case Collected.Taken taken -> {
                    int setAside = taken.failures().size() + read.setAside().size();
                    status.delivered(taken.events().size(), setAside, clock.millis());
                    status.becomes(SourceStatus.State.RUNNING);
                    giveWay(taken);
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

    private void giveWay(Collected.Taken taken) throws InterruptedException {
        if (taken.events().isEmpty()) {
            return;
        }
        try {
            analysed.apply(taken.firstSequence() + taken.events().size() - 1).get();
        } catch (ExecutionException ignored) {
            // Nobody can tell: the engine ends, or too many ask. What is delivered is safe all the same.
        }
    }

    private void waitUntilAnswersAreNotBehind() throws InterruptedException {
        while (isBehind.getAsBoolean()) {
            status.becomes(SourceStatus.State.HELD_BACK);
            waiting.sleep(PAUSE);
        }
    }

    private QuarantinedItem setAside(Outcome.Bad row, String place) {
        byte[] bytes =
                row.bytes().length <= BAD_ROW_BYTES_MAX ? row.bytes() : Arrays.copyOf(row.bytes(), BAD_ROW_BYTES_MAX);
        return new QuarantinedItem(
                "row:" + row.reason().code(), ReadBySource.named(status.name(), place), clock.millis(), bytes);
    }
}
