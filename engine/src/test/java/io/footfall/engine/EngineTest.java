package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.eventlog.Append;
import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import io.footfall.question.Answer;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import io.footfall.wire.QuestionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final long SEED = 3;

    @TempDir
    Path folder;

    @Test
    void anEventOfTheFutureCountsWhenItsTimeComes() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin("orders", question("{'kind':'trend','event':'Order'}"));
            running.append(List.of(order("a", "2026-05-01T10:30:00Z"))).join();
            running.pass(Duration.ofMinutes(29));
            assertThat(pinned(running)).isEqualTo("[{\"value\":0}]");
            running.pass(Duration.ofMinutes(1));
            assertThat(pinned(running)).isEqualTo("[{\"value\":1}]");
        }
    }

    @Test
    void anEventLeavesTodayAtMidnightWithNothingToTellIt() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T21:59:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin(
                    "orders",
                    question(
                            "{'kind':'trend','event':'Order','timezone':'Europe/Berlin','period':{'calendar':'today'}}"));
            running.append(List.of(order("a", "2026-05-01T21:58:00Z"))).join();
            running.pass(Duration.ofSeconds(50));
            assertThat(pinned(running)).isEqualTo("[{\"value\":1}]");
            running.pass(Duration.ofSeconds(10));
            assertThat(pinned(running)).isEqualTo("[{\"value\":0}]");
        }
    }

    @Test
    void aComparisonByDatesStepsBackInTheNightInWhichTheClockDoes() {
        SettableClock clock = new SettableClock(Instant.parse("2026-10-25T00:50:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin(
                    "orders", question("{'kind':'trend','event':'Order','timezone':'Europe/Berlin','compare':'1d'}"));
            running.append(List.of(order("a", "2026-10-24T00:30:00Z"))).join();
            running.pass(Duration.ofMinutes(8));
            assertThat(pinned(running)).isEqualTo("[{\"value\":1,\"previous\":1}]");
            running.pass(Duration.ofMinutes(8));
            assertThat(pinned(running)).isEqualTo("[{\"value\":1,\"previous\":0}]");
            running.pass(Duration.ofMinutes(25));
            assertThat(pinned(running)).isEqualTo("[{\"value\":1,\"previous\":1}]");
        }
    }

    @Test
    void takesInEventsWhileWhatItHoldsIsStillReplayed() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.append(List.of(order("a", "2026-05-01T09:00:00Z"))).join();
        }
        CompletableFuture<Void> goesOn = new CompletableFuture<>();
        try (EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock);
                Engine engine = new Engine(EngineConfig.DEFAULTS, log, clock, SEED)) {
            engine.listenToEvents(replayed -> goesOn.join());
            engine.start();
            long sequence = log.append(Append.ofEvents(List.of(order("b", "2026-05-01T09:30:00Z"))))
                    .join()
                    .lastSequence();
            assertThat(engine.replayed()).isNotDone();
            goesOn.complete(null);
            engine.after(sequence).join();
            assertThat(engine.counters().admitted()).isEqualTo(2);
        }
    }

    @Test
    void readsMessageIdsFromFilesAndLog() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.append(List.of(order("a", "2026-05-01T09:00:00Z"), order("b", "2026-05-01T09:10:00Z")))
                    .join();
        }
        Running.seal(folder, clock);
        try (Running running = Running.on(folder, clock, SEED)) {
            running.append(List.of(
                            order("b", "bob", "2026-05-01T09:20:00Z"),
                            Told.event("bob", "Visit", "c", "2026-05-01T09:30:00Z")))
                    .join();
            Question question = question("{'kind':'trend','event':'Order','by':'messageId'}");
            running.pin("orders", question);
            running.pass(Running.JUMP_MIN);
            String rows = "[{\"by\":\"b\",\"value\":2},{\"by\":\"a\",\"value\":1}]";
            assertThat(running.asked(question)).isEqualTo(rows);
            assertThat(pinned(running)).isEqualTo(rows);
            Answer asked = running.engine().ask(question, OptionalLong.empty()).join();
            assertThat(asked.isFromFiles()).isTrue();
            assertThat(running.engine().pinned("orders").orElseThrow().whyAskedAgain())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("from files"));
        }
    }

    @Test
    void withoutFilesMessageIdsCannotBeRead() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (EventLog log = EventLog.open(folder, EventLogConfig.DEFAULTS, clock);
                Engine engine = new Engine(EngineConfig.DEFAULTS, log, clock, SEED)) {
            engine.start();
            Until.holds(engine::isReady, () -> "the engine is not ready");
            assertThatThrownBy(() -> engine.ask(question("{'kind':'trend','by':'messageId'}"), OptionalLong.empty())
                            .join())
                    .cause()
                    .isInstanceOfSatisfying(
                            InvalidQuestionException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("not_in_memory"))
                    .hasMessageContaining("message ids never are, and there are no files to read it from");
        }
    }

    @Test
    void robotsAreLeftOutByTraitsThatOnlyTheQuestionReadsAndNotWhatRanksIt() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            long now = clock.millis() - 1;
            Map<String, Object> robot = Map.of("context", Map.of("userAgent", "Googlebot/2.1"));
            running.append(List.of(
                            Told.event("a", "Visit", "m1", now),
                            new Event(
                                    EventType.TRACK,
                                    "Visit",
                                    "web",
                                    "m2",
                                    "b",
                                    null,
                                    null,
                                    now,
                                    now,
                                    Document.of(robot))))
                    .join();
            running.pass(Running.JUMP_MIN);
            Answer answer = running.engine()
                    .ask(
                            question("{'kind':'retention','by':'source','interval':'day','periods':1,"
                                    + "'start':{'event':'Visit','where':[{'property':'properties.n','op':'exists'}]},"
                                    + "'return':{'event':'Visit','where':"
                                    + "[{'property':'traits.plan','op':'not_exists'}]}}"),
                            OptionalLong.empty())
                    .join();
            assertThat(answer.robots()).isEqualTo(1);
        }
    }

    @Test
    void aRobotWhoSignsInOnANewDeviceAndHasAFutureThereIsCountedOnce() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            long now = clock.millis() - 1;
            Map<String, Object> robot = Map.of("context", Map.of("userAgent", "Googlebot/2.1"));
            running.pin("visits", question("{'kind':'trend','event':'Visit'}"));
            running.append(List.of(new Event(
                            EventType.TRACK, "Visit", "web", "m1", "a", null, null, now, now, Document.of(robot))))
                    .join();
            running.pass(Running.JUMP_MIN);
            running.append(List.of(
                            new Event(
                                    EventType.TRACK,
                                    "Visit",
                                    "web",
                                    "m2",
                                    "a",
                                    "d",
                                    null,
                                    now,
                                    now,
                                    Document.of(robot)),
                            new Event(
                                    EventType.TRACK,
                                    "Visit",
                                    "web",
                                    "m3",
                                    null,
                                    "d",
                                    null,
                                    clock.millis() + 3_600_000,
                                    clock.millis(),
                                    Document.of(robot))))
                    .join();
            running.pass(Running.JUMP_MIN);
            PinnedQuestion pin = running.engine().pinned("visits").orElseThrow();
            assertThat(Objects.requireNonNull(pin.answer()).robots()).isEqualTo(2);
        }
    }

    @Test
    void pinsComeBackAfterARestartAndUnpinnedOnesDoNot() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin("orders", question("{'kind':'trend','event':'Order'}"));
            running.pin("gone", question("{'kind':'trend'}"));
            running.append(List.of(order("a", "2026-05-01T10:00:00Z"))).join();
            running.engine().unpin("gone").join();
        }
        try (Running again = Running.on(folder, clock, SEED + 1)) {
            again.pass(Running.JUMP_MIN);
            assertThat(again.engine().pinned().stream()
                            .map(pinned -> pinned.pin().name()))
                    .containsExactly("orders");
            assertThat(pinned(again)).isEqualTo("[{\"value\":1}]");
        }
    }

    @Test
    void aClockThatIsSetBackTakesNothingBackAndSilencesNothing() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin("orders", question("{'kind':'trend','event':'Order'}"));
            running.pass(Running.JUMP_MIN);
            clock.pass(Duration.ofHours(-1));
            long sequence = running.append(List.of(order("a", "2026-05-01T09:00:00Z")))
                    .join()
                    .getFirst()
                    .sequence();
            // The engine may have published just after the clock went back, and then makes a pause by it.
            clock.pass(Running.JUMP_MIN);
            PinnedQuestion pinned = running.engine().pinned("orders").orElseThrow();
            assertThat(Running.rows(pinned.answerAfter(sequence).join())).isEqualTo("[{\"value\":1}]");
        }
    }

    @Test
    void aPinThatComesToHaveTooManyRowsIsRefusedUntilItHasFewer() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin("orders", question("{'kind':'trend','by':'userId','interval':'1m','period':{'last':'3d'}}"));
            running.append(List.of(order("a", "ann", "2026-05-01T09:00:00Z"))).join();
            running.pass(Running.JUMP_MIN);
            assertThat(pinned(running)).startsWith("[{\"at\":\"2026-04-28T10:00:00Z\",\"by\":\"ann\",\"value\":0},");
            running.append(List.of(
                            order("b", "bob", "2026-05-01T10:00:00Z"), order("c", "cid", "2026-05-01T10:00:00Z")))
                    .join();
            for (int i = 0; i < 3; i++) {
                running.pass(Running.JUMP_MIN);
                assertThatThrownBy(() -> pinned(running)).hasMessageContaining("more than 10000 rows");
            }
            running.pass(Duration.ofDays(4));
            assertThat(pinned(running)).isEqualTo("[]");
        }
    }

    @Test
    void aValueThatReadsOtherSharesTheRowOfAllOthers() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            running.pin("orders", question("{'kind':'trend','by':'userId','limit':1}"));
            running.append(List.of(
                            order("a", "(other)", "2026-05-01T09:00:00Z"),
                            order("b", "(other)", "2026-05-01T09:00:00Z"),
                            order("c", "ann", "2026-05-01T09:00:00Z")))
                    .join();
            running.pass(Running.JUMP_MIN);
            assertThat(pinned(running)).isEqualTo("[{\"by\":\"ann\",\"value\":1},{\"by\":\"(other)\",\"value\":2}]");
        }
    }

    @Test
    void aQuestionAboutTheFutureIsRefused() {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T10:00:00Z"));
        try (Running running = Running.on(folder, clock, SEED)) {
            Question question = question("{'kind':'trend'}");
            assertThat(running.asked(question, running.second())).isEqualTo("[{\"value\":0}]");
            assertThatThrownBy(() -> running.asked(question, running.second() + 1))
                    .hasMessageContaining("asOf lies in the future");
        }
    }

    private static String pinned(Running running) {
        return Running.rows(
                running.engine().pinned("orders").orElseThrow().answerAfter(0).join());
    }

    private static Question question(String json) {
        return QuestionJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Event order(String messageId, String at) {
        return order(messageId, "ann", at);
    }

    private static Event order(String messageId, String userId, String at) {
        long timestamp = Instant.parse(at).toEpochMilli();
        return new Event(
                EventType.TRACK,
                "Order",
                "web",
                messageId,
                userId,
                null,
                null,
                timestamp,
                timestamp,
                Document.of(Map.of()));
    }
}
