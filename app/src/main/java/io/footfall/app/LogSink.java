package io.footfall.app;

import io.footfall.catalog.Key;
import io.footfall.collect.Collected;
import io.footfall.collect.Collector;
import io.footfall.collect.ReadBySource;
import io.footfall.connect.files.ItemSink;
import io.footfall.connect.files.Outcome;
import io.footfall.engine.Engine;
import io.footfall.event.QuarantinedItem;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sink that collects items into a log of this process, by the same judge as over HTTP. */
final class LogSink implements ItemSink {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int BAD_ROW_BYTES_MAX = 32_768;

    private final Collector collector;
    private final Engine engine;
    private final EventLog log;
    private final Clock clock;
    private final Pacing pacing;

    LogSink(Collector collector, Engine engine, EventLog log, Clock clock, Pacing pacing) {
        this.collector = collector;
        this.engine = engine;
        this.log = log;
        this.clock = clock;
        this.pacing = pacing;
    }

    @Override
    public Receipt accept(List<Outcome.Item> items) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(items.get(i).json());
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = body.toByteArray();
        while (true) {
            switch (collector
                    .collect(bytes, Key.DEFAULT_SOURCE, clock.millis(), true)
                    .join()) {
                case Collected.Taken taken -> {
                    return receipt(taken);
                }
                case Collected.Refused(Collected.Refusal refusal, String message) -> {
                    if (refusal == Collected.Refusal.INVALID) {
                        throw new IOException("the events were refused: " + message);
                    }
                    engine.requireSound();
                    pacing.sleep(PAUSE);
                }
            }
        }
    }

    @Override
    public void quarantine(String file, List<Outcome.Bad> rows) {
        List<QuarantinedItem> items = rows.stream().map(row -> item(file, row)).toList();
        log.append(new Append(List.of(), items, List.of())).join();
    }

    private QuarantinedItem item(String file, Outcome.Bad row) {
        byte[] bytes = row.bytes().length <= BAD_ROW_BYTES_MAX
                ? row.bytes()
                : java.util.Arrays.copyOf(row.bytes(), BAD_ROW_BYTES_MAX);
        String source = ReadBySource.named(Key.DEFAULT_SOURCE, file + ":" + row.line());
        return new QuarantinedItem("row:" + row.reason().code(), source, clock.millis(), bytes);
    }

    private static Receipt receipt(Collected.Taken taken) {
        Map<Integer, String> quarantined = new HashMap<>();
        for (Collected.Failure failure : taken.failures()) {
            quarantined.put(failure.index(), failure.reason().name().toLowerCase(Locale.ROOT));
        }
        return new Receipt(0, quarantined);
    }
}
