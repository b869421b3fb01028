package io.footfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.question.Answer;
import io.footfall.question.Changes;
import io.footfall.question.Fold;
import io.footfall.question.FoldContext;
import io.footfall.question.Question;
import io.footfall.question.Row;
import io.footfall.testkit.Document;
import io.footfall.testkit.SettableClock;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PinnedQuestionTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    // Counts every event, and remembers whose it was, since it looks at sessions.
    private static final Question ALL =
            Told.question("{'kind':'trend','where':[{'property':'session.entry','op':'exists'}]}");
    private static final int FREE = Allowance.FREE_EVENTS;

    private final SettableClock clock = new SettableClock(BEGIN);

    @Test
    void aPinWhoseFoldFailsSaysWhyAndIsTriedAgainAfterPausesThatGrow() {
        Question poisoned = new OwnFold(ALL, Poisoned::new);
        try (Turns turns = new Turns(EngineConfig.DEFAULTS, clock, poisoned)) {
            turns.pass(Duration.ofSeconds(1));
            turns.take(List.of(event("ann", 0)));
            turns.pass(Duration.ofSeconds(1));
            assertThat(rows(turns)).isEqualTo("[{\"value\":1}]");

            turns.take(List.of(Told.event("ann", "Poison", "p", clock.millis())));
            assertThat(turns.pinned().answer()).isNull();
            assertThat(turns.pinned().refusal())
                    .isInstanceOf(PinFailedException.class)
                    .hasMessageContaining("poison was taken");
            assertThatThrownBy(() -> turns.pinned().answerAfter(0).join()).hasMessageContaining("poison was taken");
            assertThat(turns.pinned().isReady()).isTrue();
            assertThat(turns.pinned().cost().setAside()).isEqualTo(1);

            // Nothing is tried within the pause, however many turns are taken, and once after each.
            turns.pass(Duration.ofMillis(999));
            assertThat(turns.pinned().cost().setAside()).isEqualTo(1);
            turns.pass(Duration.ofMillis(1));
            assertThat(turns.pinned().cost().setAside()).isEqualTo(2);
            turns.pass(Duration.ofMillis(1_999));
            assertThat(turns.pinned().cost().setAside()).isEqualTo(2);
            turns.pass(Duration.ofMillis(1));
            assertThat(turns.pinned().cost().setAside()).isEqualTo(3);
        }
    }

    @Test
    void aPinThatFailedHasItsAnswerAgainOnceTheReasonIsGone() {
        Poisoned.Antidote antidote = new Poisoned.Antidote();
        Question poisoned = new OwnFold(ALL, context -> new Poisoned(context, antidote));
        try (Turns turns = new Turns(EngineConfig.DEFAULTS, clock, poisoned)) {
            turns.pass(Duration.ofSeconds(1));
            turns.take(List.of(Told.event("ann", "Poison", "p", clock.millis())));
            assertThat(turns.pinned().refusal()).isNotNull();
            antidote.isGiven = true;
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().refusal()).isNull();
            assertThat(rows(turns)).isEqualTo("[{\"value\":1}]");
        }
    }

    @Test
    void aCampaignThatComesLateInASessionIsThatOfTheEventsBeforeItToo() {
        Question fromMail = Told.question(
                "{'kind':'trend','where':[{'property':'session.campaign.source','op':'=','value':'mail'}]}");
        try (Turns turns = new Turns(EngineConfig.DEFAULTS, clock, fromMail)) {
            turns.pass(Duration.ofSeconds(1));
            turns.take(List.of(event("ann", 0)));
            turns.pass(Duration.ofSeconds(1));
            assertThat(rows(turns)).isEqualTo("[{\"value\":0}]");
            turns.take(List.of(fromMail(BEGIN.toEpochMilli() - 3_540_000)));
            turns.pass(Duration.ofSeconds(1));
            assertThat(rows(turns)).isEqualTo("[{\"value\":2}]");
            assertThat(turns.pinned().whyAskedAgain()).isEmpty();
        }
    }

    private static Event fromMail(long timestamp) {
        return new Event(
                EventType.TRACK,
                "Product Viewed",
                "web",
                "from mail",
                "ann",
                null,
                null,
                timestamp,
                timestamp,
                Document.of(Map.of("context", Map.of("campaign", Map.of("source", "mail")))));
    }

    @Test
    void lateEventsOfALargeCustomerAreFoldedAgainAsFarAsTheAllowanceGoes() {
        EngineConfig config = EngineConfig.DEFAULTS.withRefoldEventsMax(3 * (4_000 - FREE));
        try (Turns turns = new Turns(config, clock, ALL)) {
            turns.take(many("ann", 4_000));
            turns.pass(Duration.ofSeconds(1));
            long before = turns.pinned().cost().foldedEvents();
            turns.take(List.of(late("ann", 1)));
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().whyAskedAgain()).isEmpty();
            assertThat(turns.pinned().cost().foldedEvents() - before).isEqualTo(2 * 4_000 + 1);
            assertThat(rows(turns)).isEqualTo("[{\"value\":4001}]");
        }
    }

    @Test
    void beyondItTheQuestionIsAskedAgainAndAgainForAMinuteAndTheLoopFoldsNothing() {
        EngineConfig config = EngineConfig.DEFAULTS.withRefoldEventsMax(4_000);
        try (Turns turns = new Turns(config, clock, ALL)) {
            turns.take(many("ann", 20_000));
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().whyAskedAgain()).isEmpty();
            long before = turns.pinned().cost().foldedEvents();
            for (int i = 0; i < 9; i++) {
                turns.take(List.of(late("ann", i)));
                turns.pass(Running.JUMP_MIN);
                assertThat(rows(turns)).isEqualTo("[{\"value\":" + (20_001 + i) + "}]");
            }
            assertThat(turns.pinned().whyAskedAgain().orElseThrow()).contains("engine.refold-events-max");
            assertThat(turns.pinned().cost().foldedEvents() - before).isZero();

            turns.pass(Duration.ofMinutes(1));
            turns.take(List.of(event("ann", 20_000)));
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().whyAskedAgain()).isEmpty();
            assertThat(rows(turns)).isEqualTo("[{\"value\":20010}]");
        }
    }

    @Test
    void theNextEventOfALargeCustomerCostsOneStepFromTheStart() {
        EngineConfig config = EngineConfig.DEFAULTS.withRefoldEventsMax(0);
        try (Turns turns = new Turns(config, clock, ALL)) {
            turns.take(many("ann", 20_000));
            turns.pass(Duration.ofSeconds(1));
            long before = turns.pinned().cost().foldedEvents();
            turns.take(List.of(event("ann", 20_000)));
            turns.pass(Duration.ofSeconds(1));
            assertThat(turns.pinned().whyAskedAgain()).isEmpty();
            assertThat(turns.pinned().cost().foldedEvents() - before).isEqualTo(1);
        }
    }

    @Test
    void aPinThatNeedsTooMuchMemoryIsAskedAgainAndAgainAndSaysSo() {
        EngineConfig config = EngineConfig.DEFAULTS.withPinBytesMax(100);
        try (Turns turns = new Turns(config, clock, ALL)) {
            turns.take(List.of(event("ann", 0)));
            turns.pass(Duration.ofSeconds(2));
            assertThat(turns.pinned().whyAskedAgain().orElseThrow()).contains("engine.pin-bytes-max");
            assertThat(rows(turns)).isEqualTo("[{\"value\":1}]");
        }
    }

    private List<Event> many(String customer, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(customer, i));
        }
        return events;
    }

    /** The {@code i}th event of a customer, each a millisecond after the one before. */
    private static Event event(String customer, int i) {
        return Told.event(customer, "Order", "m" + i, BEGIN.toEpochMilli() - 3_600_000 + i);
    }

    private static Event late(String customer, int i) {
        return Told.event(customer, "Order", "late" + i, BEGIN.toEpochMilli() - 7_200_000 + i);
    }

    private static String rows(Turns turns) {
        Answer answer = turns.pinned().answer();
        return Running.rows(Objects.requireNonNull(answer));
    }

    /** Counts events, and fails at one called Poison. */
    private record Poisoned(Vocabulary vocabulary, Antidote antidote) implements Fold<Object> {
        Poisoned(FoldContext context) {
            this(context, new Antidote());
        }

        Poisoned(FoldContext context, Antidote antidote) {
            this(context.vocabulary(), antidote);
        }

        /** What makes poison harmless. */
        static final class Antidote {
            private boolean isGiven;
        }

        @Override
        public Object start() {
            return this;
        }

        @Override
        public void clear(Object state) {
            // It remembers nothing.
        }

        @Override
        public void next(Object state, EventView event, Changes changes) {
            if (!antidote.isGiven && vocabulary.textOf(event.name()).equals("Poison")) {
                throw new IllegalStateException("poison was taken");
            }
            changes.add(event.timestamp() / 1000 + 1, Row.of(0, 0, 0, Row.COUNT), 0, 1);
        }
    }
}
