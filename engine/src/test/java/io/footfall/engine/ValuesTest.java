package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.question.Answer;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are more than memory may hold: what reads them is refused, and everything else is answered exactly. */
class ValuesTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    private static final int EVENTS = 3_000;

    @TempDir
    Path folder;

    @Test
    void aPathThatFillsTheMemoryIsClosedAndTheOthersAreAnsweredExactly() {
        EngineConfig config = EngineConfig.DEFAULTS.withValueBytesMax(100_000);
        try (Running running = Running.on(folder, new SettableClock(BEGIN), 1, config)) {
            running.pin("by color", Told.question("{'kind':'trend','by':'properties.color'}"));
            running.pin("by token", Told.question("{'kind':'trend','by':'properties.token'}"));
            running.append(tokens()).join();
            running.pass(Running.JUMP_MIN);

            String byColor = "[{\"by\":\"blue\",\"value\":1500},{\"by\":\"red\",\"value\":1500}]";
            assertThat(running.asked(Told.question("{'kind':'trend','by':'properties.color'}")))
                    .isEqualTo(byColor);
            assertThat(Running.rows(running.engine()
                            .pinned("by color")
                            .orElseThrow()
                            .answerAfter(0)
                            .join()))
                    .isEqualTo(byColor);
            assertThat(running.asked(Told.question("{'kind':'trend','event':'Order'}")))
                    .isEqualTo("[{\"value\":3000}]");

            Answer one = running.engine()
                    .ask(
                            Told.question(
                                    "{'kind':'trend','where':[{'property':'properties.token','op':'=','value':'token 2999'}]}"),
                            OptionalLong.empty())
                    .join();
            assertThat(Running.rows(one)).isEqualTo("[{\"value\":1}]");
            assertThat(one.isFromFiles()).isTrue();
            PinnedQuestion byToken = running.engine().pinned("by token").orElseThrow();
            assertThat(byToken.whyAskedAgain().orElse("")).contains("from files");
            assertThat(byToken.answerAfter(0).join().isFromFiles()).isTrue();
            EngineCounters counters = running.engine().counters();
            assertThat(counters.droppedValues()).isPositive();
            assertThat(counters.values()).isLessThan(EVENTS);
            assertThat(counters.memory().vocabulary()).isPositive();
        }
    }

    @Test
    void whatIsWithinTheLimitIsAllInMemory() {
        try (Running running = Running.on(folder, new SettableClock(BEGIN), 1)) {
            running.append(tokens()).join();
            running.pass(Running.JUMP_MIN);
            assertThat(
                            running.asked(
                                    Told.question(
                                            "{'kind':'trend','where':[{'property':'properties.token','op':'=','value':'token 2999'}]}")))
                    .isEqualTo("[{\"value\":1}]");
            assertThat(running.engine().counters().droppedValues()).isZero();
        }
    }

    private static List<Event> tokens() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Map<String, ?> properties = Map.of("token", "token " + i, "color", i % 2 == 0 ? "blue" : "red");
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
