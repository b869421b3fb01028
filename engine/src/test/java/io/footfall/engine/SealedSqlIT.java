package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.catalog.ControlRecord;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.ExportForm;
import io.footfall.history.files.FilesProcess;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.files.HistoryCounters;
import io.footfall.history.files.HistoryFiles;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.SqlConfig;
import io.footfall.history.sql.SqlDesk;
import io.footfall.history.sql.SqlFormat;
import io.footfall.history.sql.SqlResult;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements, batches and exports over files and the newest events, while events come in and are sealed and put together. */
final class SealedSqlIT {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
    private static final int FILES_BEFORE = 8;
    private static final int BATCH = 200;

    @TempDir
    Path folder;

    private long written;

    @TempDir
    Path out;

    @Test
    void everyEventIsSeenOnceWhateverIsSealedAndPutTogether() throws Exception {
        for (int i = 0; i < FILES_BEFORE; i++) {
            try (EventLog log = open(History.none())) {
                log.start();
                log.append(Append.ofEvents(batch())).join();
            }
            Running.seal(folder, CLOCK);
        }
        History history = history();
        try (EventLog log = open(history);
                Engine engine = new Engine(EngineConfig.DEFAULTS, log, history, CLOCK, 1, () -> 0);
                SqlDesk desk = new SqlDesk(SqlConfig.DEFAULTS, folder)) {
            engine.start();
            engine.replayed().join();
            while (!isAllDone(history.counters())) {
                long sequence = log.append(Append.ofEvents(batch())).join().lastSequence();
                engine.after(sequence).join();
                assertThat(count(engine, desk)).isEqualTo(sequence + "," + sequence + "," + sequence + ",2");
                assertThat(exported()).isEqualTo(sequence);
            }
            assertThat(engine.damage()).isEmpty();
        }
        try (Stream<Path> segments = Files.list(folder.resolve("log"))) {
            assertThat(segments.map(file -> file.getFileName().toString())
                            .sorted()
                            .findFirst())
                    .as("what is sealed is deleted from the log")
                    .isNotEqualTo("00000000000000000001.log");
        }
        History again = history();
        try (EventLog log = open(again);
                Engine engine = new Engine(EngineConfig.DEFAULTS, log, again, CLOCK, 2, () -> 0)) {
            engine.start();
            engine.replayed().join();
            assertThat(engine.counters().admitted()).isEqualTo(written);
            assertThat(engine.damage()).isEmpty();
        }
    }

    private static boolean isAllDone(HistoryCounters done) {
        return done.sealings() > 0 && done.compactions() > 0 && done.replaced() == 0;
    }

    /** As another process does it. */
    private long exported() throws IOException {
        try (AllEvents all = AllEvents.open(folder)) {
            Lease lease = new Batch(EngineConfig.DEFAULTS, LookupFolder.of(folder), CLOCK::millis)
                    .lease(all, CLOCK.millis() / 1_000 + 1, 1);
            assertThat(all.damage()).isEmpty();
            return HistoryFiles.write(folder, lease, all::past, out, ExportForm.PARQUET)
                    .events();
        }
    }

    private String count(Engine engine, SqlDesk desk) {
        try (HeldLease held = engine.lease().join()) {
            SqlResult result = desk.run(
                            "select count(*), count(distinct sequence), sum(properties_n)::bigint,"
                                    + " count(distinct customer) from events",
                            held.lease(),
                            SqlFormat.CSV)
                    .join();
            assertThat(result).isInstanceOf(SqlResult.Rows.class);
            return new String(((SqlResult.Rows) result).body(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Ann on two devices, who is one customer, and bob. */
    private List<Event> batch() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String user = i % 3 == 0 ? "ann" : null;
            String anonymous = i % 3 == 2 ? "bob's" : "ann's";
            long at = CLOCK.millis() - 1_000 + i;
            events.add(new Event(
                    EventType.TRACK,
                    "Product Viewed",
                    "web",
                    "m" + written++,
                    user,
                    anonymous,
                    null,
                    at,
                    at,
                    Document.of(Map.of("properties", Map.of("n", 1)))));
        }
        return events;
    }

    private History history() {
        HistoryConfig config = HistoryConfig.DEFAULTS.withSealBytes(1).withKeepsReplaced(Duration.ZERO);
        return new History(config, folder, new FilesProcess(), ControlRecord::compacted);
    }

    private EventLog open(History history) {
        return EventLog.open(
                folder, EventLogConfig.DEFAULTS.withSegmentBytesMax(40_000), CLOCK, () -> 0, history::open);
    }
}
