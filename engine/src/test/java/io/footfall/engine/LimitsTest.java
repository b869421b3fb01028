package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.Event;
import io.footfall.eventlog.Committed;
import io.footfall.question.Question;
import io.footfall.testkit.SettableClock;
import io.footfall.testkit.Until;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at each limit, and one past it. */
class LimitsTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");

    @Test
    void anInboxIsFullAtItsEventsAndUntilTheyAreAnalysed() throws InterruptedException {
        Inbox inbox = new Inbox(2, 2_000);
        inbox.put(committed("a"), 0);
        assertThat(inbox.isFull(0)).isFalse();
        inbox.put(committed("b"), 0);
        assertThat(inbox.isFull(0)).isTrue();
        List<Inbox.Arrival> taken = inbox.take(0);
        assertThat(inbox.isFull(0)).isTrue();
        inbox.done(taken);
        assertThat(inbox.isFull(0)).isFalse();
        assertThat(inbox.events()).isZero();
    }

    @Test
    void anInboxIsFullOnceTheOldestThatIsNotAnalysedHasWaitedTooLong() throws InterruptedException {
        Inbox inbox = new Inbox(100, 2_000);
        inbox.put(committed("a"), 0);
        assertThat(inbox.isFull(2_000)).isFalse();
        assertThat(inbox.isFull(2_001)).isTrue();
        List<Inbox.Arrival> taken = inbox.take(0);
        assertThat(inbox.lagMillis(2_001)).isEqualTo(2_001);
        inbox.done(taken);
        assertThat(inbox.lagMillis(2_001)).isZero();
    }

    @Test
    void oneMoreThanMayWaitForASequenceIsRefusedUntilAnotherGivesUp() {
        Waiters<String> waiters = new Waiters<>();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < Waiters.WAITING_MAX; i++) {
            all.add(waiters.add(5));
        }
        assertThat(waiters.add(5)).isCompletedExceptionally();
        assertThat(waiters.count()).isEqualTo(Waiters.WAITING_MAX);
        all.getFirst().completeExceptionally(new IllegalStateException("it took too long"));
        assertThat(waiters.add(5)).isNotDone();
        waiters.serve(4, wanted -> wanted.complete("too early"));
        assertThat(waiters.count()).isEqualTo(Waiters.WAITING_MAX);
        waiters.serve(5, wanted -> wanted.complete("now"));
        assertThat(waiters.count()).isZero();
        assertThat(all.getLast()).isCompletedWithValue("now");
    }

    @Test
    void oneQuestionMoreThanMayWaitIsRefusedAsBusy(@TempDir Path folder) {
        EngineConfig config = EngineConfig.DEFAULTS.withAsksWaitingMax(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        Question slow = new OwnFold(Told.question("{'kind':'trend'}"), context -> {
            begun.countDown();
            await(go);
            return Told.question("{'kind':'trend'}").fold(context);
        });
        try (Running running = Running.on(folder, new SettableClock(BEGIN), 1, config)) {
            Engine engine = running.engine();
            long second = running.second();
            List<CompletableFuture<?>> asked = new ArrayList<>();
            asked.add(engine.ask(slow, OptionalLong.of(second)));
            asked.add(engine.ask(slow, OptionalLong.of(second - 1)));
            await(begun);
            asked.add(engine.ask(slow, OptionalLong.of(second - 2)));
            assertThat(engine.askCounters().waiting()).isEqualTo(1);
            assertThatThrownBy(
                            () -> engine.ask(slow, OptionalLong.of(second - 3)).join())
                    .hasCauseInstanceOf(BusyException.class);
            assertThat(engine.askCounters().refused()).isEqualTo(1);
            go.countDown();
            asked.forEach(CompletableFuture::join);
        }
    }

    @Test
    void theNewestFewAreKeptAndOlderOnesGo() {
        Newest<Integer> newest = new Newest<>(3);
        newest.addAll(List.of(1, 2, 3));
        assertThat(newest.read(10)).containsExactly(3, 2, 1);
        newest.addAll(List.of(4));
        assertThat(newest.read(10)).containsExactly(4, 3, 2);
        newest.addAll(List.of(5, 6, 7, 8));
        assertThat(newest.read(2)).containsExactly(8, 7);
    }

    @Test
    void pausesAfterFailuresGrowToALimitAndAreShortAgainAfterALongQuiet() {
        Backoff backoff = new Backoff();
        assertThat(backoff.isOver(0)).isTrue();
        long now = 1_000_000;
        backoff.failed(now);
        assertThat(backoff.isOver(now + Backoff.PAUSE_MILLIS_MIN - 1)).isFalse();
        assertThat(backoff.isOver(now + Backoff.PAUSE_MILLIS_MIN)).isTrue();
        assertThat(backoff.isOver(now - 1)).as("a clock set back").isTrue();
        for (int i = 0; i < 20; i++) {
            now += backoff.pauseMillis();
            backoff.failed(now);
        }
        assertThat(backoff.pauseMillis()).isEqualTo(Backoff.PAUSE_MILLIS_MAX);
        backoff.failed(now + 2 * Backoff.PAUSE_MILLIS_MAX + 1);
        assertThat(backoff.pauseMillis()).isEqualTo(Backoff.PAUSE_MILLIS_MIN);
    }

    private static Committed committed(String messageId) {
        Event event = Told.event("ann", "Order", messageId, BEGIN.toEpochMilli());
        return new Committed(1, List.of(event), List.of(), List.of());
    }

    private static void await(CountDownLatch latch) {
        Until.holds(() -> latch.getCount() == 0, () -> "nobody counted down");
    }
}
