package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Answer;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFailureTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    private static final long SEED = 3;

    @TempDir
    Path folder;

    @Test
    void aListenerThatFailsHarmsNeitherTheEngineNorOtherListeners() {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        List<List<NumberedEvent>> events = new ArrayList<>();
        try (Running running = Running.on(folder, new SettableClock(BEGIN), SEED)) {
            running.pin("orders", Told.question("{'kind':'trend'}"));
            PinnedQuestion pinned = running.engine().pinned("orders").orElseThrow();
            pinned.listen(answer -> {
                throw new IllegalStateException("this listener fails");
            });
            pinned.listen(answers::add);
            running.engine().listenToEvents(some -> {
                throw new IllegalStateException("this one too");
            });
            running.engine().listenToEvents(events::add);
            running.append(List.of(Told.event("ann", "Order", "a", "2026-05-01T10:00:00Z")))
                    .join();
            running.pass(Running.JUMP_MIN);
            assertThat(Running.rows(pinned.answerAfter(0).join())).isEqualTo("[{\"value\":1}]");
            Until.holds(() -> !answers.isEmpty(), () -> "the second listener was told nothing");
            assertThat(events).hasSize(1);
            assertThat(running.engine().isReady()).isTrue();
            assertThat(running.engine().askCounters().listenerFailures()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aFaultOfTheLoopItselfEndsTheEngineAndIsSaidEverywhere() {
        BreakableClock clock = new BreakableClock();
        try (Running running = Running.on(folder, clock, SEED)) {
            clock.isBroken = true;
            assertThat(running.engine().failed().join()).hasMessageContaining("the clock is broken");
            assertThat(running.engine().isReady()).isFalse();
            assertThat(running.engine().isBehind()).isFalse();
            assertThatThrownBy(running.engine()::requireSound).isInstanceOf(EngineFailedException.class);
            assertThatThrownBy(running.append(List.of(Told.event("ann", "Order", "b", "2026-05-01T10:00:00Z")))::join)
                    .hasMessageContaining("the engine has failed");
            assertThatThrownBy(running.engine().after(1)::join).hasMessageContaining("the engine");
        }
        clock.isBroken = false;
        try (Running again = Running.on(folder, clock, SEED)) {
            assertThat(again.engine().isReady()).isTrue();
        }
    }

    @Test
    void anotherQuestionUnderTheSameNameReachesThoseWhoListenAlready() {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        try (Running running = Running.on(folder, new SettableClock(BEGIN), SEED)) {
            running.pin("orders", Told.question("{'kind':'trend'}"));
            running.engine().pinned("orders").orElseThrow().listen(answers::add);
            running.append(List.of(Told.event("ann", "Order", "a", "2026-05-01T10:00:00Z")))
                    .join();
            running.pass(Running.JUMP_MIN);
            running.pin("orders", Told.question("{'kind':'trend','event':'Nothing'}"));
            Until.holds(
                    () -> answers.stream()
                            .anyMatch(answer -> Running.rows(answer).equals("[{\"value\":0}]")),
                    () -> "the answer to the new question did not come");
        }
    }

    @Test
    void whoWaitsForTheAnswerOfAPinThatIsTakenAwayIsTold() {
        try (Running running = Running.on(folder, new SettableClock(BEGIN), SEED)) {
            running.pin("orders", Told.question("{'kind':'trend'}"));
            PinnedQuestion pinned = running.engine().pinned("orders").orElseThrow();
            var wanted = pinned.answerAfter(Long.MAX_VALUE);
            running.engine().unpin("orders").join();
            assertThatThrownBy(wanted::join).hasMessageContaining("no question is pinned");
        }
    }

    @Test
    void closingTwiceIsClosingOnceAndWhoWaitsIsTold() {
        try (Running running = Running.on(folder, new SettableClock(BEGIN), SEED)) {
            var wanted = running.engine().after(Long.MAX_VALUE);
            running.engine().close();
            running.engine().close();
            assertThatThrownBy(wanted::join).hasMessageContaining("the engine is closed");
            assertThatThrownBy(running.engine().after(1)::join).hasMessageContaining("the engine is closed");
            assertThat(running.engine().failed()).isNotDone();
            assertThat(running.engine().isReady()).isFalse();
        }
    }

    /** A clock that stands still, and when it is broken fails on the engine's thread. */
    private static final class BreakableClock extends Clock {
        private volatile boolean isBroken;

        @Override
        public Instant instant() {
            if (isBroken && Thread.currentThread().getName().startsWith("footfall-engine")) {
                throw new IllegalStateException("the clock is broken");
            }
            return BEGIN;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
