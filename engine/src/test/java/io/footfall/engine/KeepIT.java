package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.history.files.AllEvents;
import io.footfall.history.files.ExportForm;
import io.footfall.history.files.History;
import io.footfall.history.files.HistoryConfig;
import io.footfall.history.files.HistoryFiles;
import io.footfall.question.Answer;
import io.footfall.question.Question;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import io.footfall.timeline.SnapshotFile;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where history is kept for two days, what is older leaves answers, statements and the disk by itself, while the engine runs. */
final class KeepIT {
    private static final Instant BEGIN = Instant.parse("2026-05-30T05:00:00Z");
    private static final long DAY_MILLIS = 86_400_000;
    private static final int EVENTS_A_DAY = 300;

    /** Nothing is sealed for its size. */
    private static final HistoryConfig FILES = new HistoryConfig(1L << 40, 1L << 40, 0, Duration.ZERO, 2);

    private static final EngineConfig CONFIG = EngineConfig.DEFAULTS.withSnapshotEventsMin(1);
    private static final Question BY_DAY = QuestionJson.read("""
            {"kind": "trend", "event": "*", "interval": "day"}
            """.getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path data;

    @TempDir
    private Path out;

    private final SettableClock clock = new SettableClock(BEGIN);

    @Test
    void whatIsOlderLeavesAnswersStatementsAndTheDisk() throws IOException {
        try (Running running = running()) {
            running.pin("by day", BY_DAY);
            for (int day = 0; day < 6; day++) {
                if (day > 0) {
                    running.pass(Duration.ofDays(1));
                }
                running.append(events(day)).join();
                running.pass(Running.JUMP_MIN);
                requireDays(running, day);
                long sealings = day + 1L;
                wakeUntil(running, () -> running.engine().historyCounters().sealings() >= sealings);
            }
            Until.holds(() -> eventFiles() == 3, () -> eventFiles() + " files of events");
            requireDays(running, 5);
            assertThat(identities()).isEqualTo(2);
        }
        try (Running again = running()) {
            assertThat(data.resolve(Snapshots.FILE)).as("is relied on").exists();
            requireDays(again, 5);
        }
        Files.delete(data.resolve(Snapshots.FILE));
        try (Running again = running()) {
            requireDays(again, 5);
        }
    }

    @Test
    void aStartAfterAKillReliesOnTheSnapshotThatWasMadeWhenFilesWentAway() throws IOException {
        Path killed = out.resolve("killed");
        EngineConfig seldom = EngineConfig.DEFAULTS.withSnapshotEventsMin(3 * EVENTS_A_DAY);
        try (Running running = Running.on(data, clock, 1, seldom, FILES)) {
            for (int day = 0; day < 3; day++) {
                running.append(events(day)).join();
                running.pass(Duration.ofDays(1));
            }
            Until.holds(() -> Files.exists(data.resolve(Snapshots.FILE)), () -> "there is no snapshot");
            long first = snapshotSequence();
            // From here on too few events come for another one, and the first file has some of them.
            running.append(events(3)).join();
            running.pass(Duration.ofDays(3));
            running.append(events(6)).join();
            long from = (Math.floorDiv(BEGIN.toEpochMilli(), DAY_MILLIS) + 4) * DAY_MILLIS;
            Until.holds(() -> running.engine().historyFrom() == from, () -> "nothing is let go of");
            wakeUntil(running, () -> snapshotSequence() > first);
            running.pass(Running.JUMP_MIN);
            copy(data, killed);
            String rows = running.asked(BY_DAY);
            try (Running again = Running.on(killed, clock, 1, seldom, FILES)) {
                assertThat(killed.resolve(Snapshots.FILE)).as("is relied on").exists();
                assertThat(again.asked(BY_DAY)).isEqualTo(rows);
            }
        }
    }

    /** The segment that ends with what says that less is kept does so with the next append. */
    private static void wakeUntil(Running running, BooleanSupplier condition) {
        Until.holds(
                () -> {
                    running.wake();
                    return condition.getAsBoolean();
                },
                () -> "it is not sealed, and the snapshot not made anew");
    }

    private long snapshotSequence() {
        try (SnapshotFile snapshot = SnapshotFile.open(data.resolve(Snapshots.FILE))) {
            return SnapshotAbout.read(snapshot.section(0)).sequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private Running running() {
        return Running.on(data, clock, 1, CONFIG, FILES);
    }

    private void requireDays(Running running, int day) throws IOException {
        long from = (Math.floorDiv(BEGIN.toEpochMilli(), DAY_MILLIS) + day - 2) * DAY_MILLIS;
        Until.holds(
                () -> running.engine().moment().view().historyFrom() == from,
                () -> "kept from " + running.engine().historyFrom() + ", not " + from);
        running.pass(Running.JUMP_MIN);
        Answer answer = running.engine().ask(BY_DAY, OptionalLong.empty()).join();
        int days = Math.min(day + 1, 3);
        assertThat(answer.table().rows())
                .hasSize(days)
                .allMatch(row -> row[1].toString().equals("" + EVENTS_A_DAY));
        assertThat(answer.historyFrom()).isEqualTo(from);
        Answer pinned = running.engine().pinned("by day").orElseThrow().answer();
        assertThat(pinned).isNotNull().satisfies(kept -> {
            assertThat(Running.rows(kept)).isEqualTo(Running.rows(answer));
            assertThat(kept.historyFrom()).isEqualTo(from);
        });
        Batch batch = new Batch(CONFIG, LookupFolder.of(data), clock::millis);
        assertThat(Running.rows(batch.answer(BY_DAY, data, running.second(), 1)))
                .isEqualTo(Running.rows(answer));
        try (AllEvents all = AllEvents.open(data)) {
            var written =
                    HistoryFiles.write(data, batch.lease(all, running.second(), 1), all::past, out, ExportForm.PARQUET);
            assertThat(written.events()).isEqualTo((long) days * EVENTS_A_DAY);
        }
    }

    private long eventFiles() {
        try (Stream<Path> files = Files.list(data.resolve(History.FOLDER))) {
            return files.filter(file -> file.getFileName().toString().startsWith(History.EVENTS))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long identities() {
        try (AllEvents all = AllEvents.open(data)) {
            return HistoryFiles.write(
                            data,
                            new Batch(CONFIG, LookupFolder.of(data), clock::millis)
                                    .lease(all, clock.millis() / 1000 + 1, 1),
                            all::past,
                            out,
                            ExportForm.PARQUET)
                    .identities();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ann acts on the first day only; bob on every day. */
    private List<Event> events(int day) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS_A_DAY; i++) {
            long at = clock.millis() - 1_000 + i;
            events.add(new Event(
                    EventType.TRACK,
                    "Product Viewed",
                    "web",
                    "m" + day + "-" + i,
                    day == 0 && i % 2 == 0 ? "ann" : "bob",
                    day == 0 ? "tablet" : "phone",
                    null,
                    at,
                    at,
                    Document.of(Map.of("properties", Map.of("n", i)))));
        }
        return events;
    }
}
