package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.question.Answer;
import io.footfall.question.Question;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import io.footfall.timeline.PathBytes;
import io.footfall.timeline.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of paths when the ceiling of memory is near, and of questions that read them. */
class CeilingTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    private static final int EVENTS = 3_000;
    private static final Question BY_COLOR = Told.question("{'kind':'trend','by':'properties.color'}");
    private static final Question BY_TOKEN = Told.question("{'kind':'trend','by':'properties.token','limit':1}");
    private static final Question ONE_TOKEN =
            Told.question("{'kind':'trend','where':[{'property':'properties.token','op':'=','value':'token 2999'}]}");
    private static final String BLUE_AND_RED = "[{\"by\":\"blue\",\"value\":1500},{\"by\":\"red\",\"value\":1500}]";

    private final SettableClock clock = new SettableClock(BEGIN);

    @TempDir
    Path folder;

    @Test
    void whatNothingPinnedReadsIsLeftOutAndAnsweredFromFilesAndPinsKeepTheirs() {
        try (Running running = Running.on(folder, clock, 1, ceiling(100_000))) {
            running.pin("by color", BY_COLOR);
            running.append(tokens()).join();
            untilLeftOut(running, 2);

            Answer byColor = ask(running, BY_COLOR);
            assertThat(Running.rows(byColor)).isEqualTo(BLUE_AND_RED);
            assertThat(byColor.isFromFiles()).isFalse();
            Answer oneToken = ask(running, ONE_TOKEN);
            assertThat(Running.rows(oneToken)).isEqualTo("[{\"value\":1}]");
            assertThat(oneToken.isFromFiles()).isTrue();
            assertThat(Running.rows(answerOf(running, "by color"))).isEqualTo(BLUE_AND_RED);
            assertThat(answerOf(running, "by color").isFromFiles()).isFalse();
        }
    }

    @Test
    void whatIsPinnedTooLateIsAskedAgainFromFiles() {
        try (Running running = Running.on(folder, clock, 1, ceiling(100_000))) {
            running.append(tokens()).join();
            untilLeftOut(running, 3);
            running.pin("by token", BY_TOKEN);
            running.pass(Running.JUMP_MIN);

            assertThat(running.engine()
                            .pinned("by token")
                            .orElseThrow()
                            .whyAskedAgain()
                            .orElse(""))
                    .contains("from files");
            Answer byToken = answerOf(running, "by token");
            assertThat(byToken.isFromFiles()).isTrue();
            assertThat(Running.rows(byToken))
                    .isEqualTo("[{\"by\":\"token 0\",\"value\":1},{\"by\":\"(other)\",\"value\":2999}]");
        }
    }

    @Test
    void whatWasAskedForLatelyIsLeftOutLastAndNoMoreThanMustBeAndWhatIsPinnedNever() {
        requireFirst("properties.color", "properties.size");
        requireFirst("properties.size", "properties.color");
    }

    private void requireFirst(String earlier, String later) {
        Timelines timelines = new Timelines(1);
        long sequence = 0;
        for (Event event : tokens()) {
            timelines.insert(event, ++sequence, changed -> {});
        }
        PathsAsked asked = new PathsAsked(clock::millis);
        asked.note(List.of(earlier));
        clock.pass(Duration.ofSeconds(1));
        asked.note(List.of(later));
        // Near the ceiling, and just so near that the first is enough.
        long share = rows(timelines, earlier) - 1;
        Ceiling ceiling = new Ceiling(16 * share, asked);
        long near = 15 * share + 1;
        Set<String> pinned = Set.of("properties.token");

        assertThat(ceiling.keep(timelines, near - 1, () -> pinned)).isFalse();
        assertThat(ceiling.keep(timelines, near, () -> pinned)).isTrue();
        assertThat(timelines.vocabulary().leftOut()).containsExactly(earlier);
        assertThat(timelines.isLettingGo()).isTrue();
        assertThat(ceiling.keep(timelines, near, () -> pinned)).isTrue();
        assertThat(timelines.isLettingGo()).isFalse();
        assertThat(ceiling.keep(timelines, near, () -> pinned)).isTrue();
        assertThat(timelines.vocabulary().leftOut()).containsExactlyInAnyOrder(earlier, later);
        assertThat(ceiling.keep(timelines, near, () -> pinned)).isTrue();
        assertThat(ceiling.keep(timelines, 2 * near, () -> pinned)).isFalse();
    }

    @Test
    void whatHasVeryManyDifferentValuesIsLeftOutEarly() {
        Timelines timelines = new Timelines(1);
        long sequence = 0;
        for (Event event : tokens()) {
            timelines.insert(event, ++sequence, changed -> {});
        }
        Ceiling ceiling = new Ceiling(EVENTS * 80, new PathsAsked(clock::millis));

        assertThat(ceiling.keep(timelines, EVENTS * 40 - 1, Set::of)).isFalse();
        assertThat(ceiling.keep(timelines, EVENTS * 40, Set::of)).isTrue();
        assertThat(timelines.vocabulary().leftOut()).containsExactly("properties.token");
    }

    private static long rows(Timelines timelines, String path) {
        return timelines.pathBytes().stream()
                .filter(each -> each.path().equals(path))
                .mapToLong(PathBytes::rows)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStartWithTheSameCeilingComesUpWithAndWithoutASnapshotAndASpacierOneBringsAllBack() throws IOException {
        EngineConfig config = ceiling(100_000).withSnapshotEventsMin(1);
        try (Running running = Running.on(folder, clock, 1, config)) {
            running.pin("by color", BY_COLOR);
            running.append(tokens()).join();
            untilLeftOut(running, 2);
        }
        assertThat(folder.resolve(Snapshots.FILE)).exists();
        try (Running running = Running.on(folder, clock, 2, config)) {
            requireAnswers(running, 2, true);
        }
        Files.delete(folder.resolve(Snapshots.FILE));
        Running.seal(folder, clock);
        try (Running running = Running.on(folder, clock, 3, config)) {
            untilLeftOut(running, 2);
            requireAnswers(running, 2, true);
        }
        try (Running running = Running.on(folder, clock, 4)) {
            requireAnswers(running, 0, false);
        }
    }

    @Test
    void theSchemaSaysWhatIsNotInMemoryAndWhatItsValuesAre() {
        try (Running running = Running.on(folder, clock, 1, ceiling(100_000))) {
            running.append(tokens()).join();
            untilLeftOut(running, 3);
            Schema.Property token = running.engine().schema().join().properties().stream()
                    .filter(property -> property.path().equals("properties.token"))
                    .findFirst()
                    .orElseThrow();
            assertThat(token.isInMemory()).isFalse();
            assertThat(token.count()).isEqualTo(EVENTS);
            assertThat(token.types()).containsExactly(new Schema.Typed("text", EVENTS));
        }
    }

    private static void requireAnswers(Running running, int leftOut, boolean isFromFiles) {
        assertThat(running.engine().counters().leftOutPaths()).isEqualTo(leftOut);
        assertThat(Running.rows(ask(running, BY_COLOR))).isEqualTo(BLUE_AND_RED);
        assertThat(answerOf(running, "by color").isFromFiles()).isFalse();
        Answer oneToken = ask(running, ONE_TOKEN);
        assertThat(Running.rows(oneToken)).isEqualTo("[{\"value\":1}]");
        assertThat(oneToken.isFromFiles()).isEqualTo(isFromFiles);
    }

    private static EngineConfig ceiling(long bytes) {
        return EngineConfig.DEFAULTS.withMemoryBytesMax(bytes);
    }

    private static Answer ask(Running running, Question question) {
        return running.engine().ask(question, OptionalLong.empty()).join();
    }

    private static Answer answerOf(Running running, String name) {
        return running.engine().pinned(name).orElseThrow().answerAfter(0).join();
    }

    private static void untilLeftOut(Running running, int paths) {
        running.pass(Running.JUMP_MIN);
        Until.holds(
                () -> running.engine().counters().leftOutPaths() == paths,
                () -> running.engine().counters().leftOutPaths() + " paths are left out");
    }

    private static List<Event> tokens() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Map<String, ?> properties =
                    Map.of("token", "token " + i, "color", i % 2 == 0 ? "blue" : "red", "size", i % 7);
            events.add(new Event(
                    EventType.TRACK,
                    "Order",
                    "web",
                    "m" + i,
                    "ann",
                    null,
                    null,
                    BEGIN.toEpochMilli() - EVENTS + i,
                    BEGIN.toEpochMilli(),
                    Document.of(Map.of("properties", properties))));
        }
        return events;
    }
}
