package io.footfall.question.audience;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.question.audience.Requirement.Comparison;
import io.footfall.timeline.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudienceQuestionTest {
    private static final Requirement VIEWED = did("view", Comparison.GREATER_OR_EQUAL, 1, "PT1H");
    private static final Requirement NO_ORDER = new Requirement.DidNot(Selector.of("order"), hours(1));

    private final Story story = new Story();

    @Test
    void membersLeaveInTheSecondInWhichTheWindowHoldsNothingMore() {
        did("ann", "view", "10:00:00").did("bob", "view", "10:00:00.001");
        assertThat(now(all(VIEWED), "10:00:00")).isEqualTo("0 0 0");
        assertThat(now(all(VIEWED), "10:00:01")).isEqualTo("2 2 0");
        assertThat(now(all(VIEWED), "11:00:00")).isEqualTo("2 2 0");
        assertThat(now(all(VIEWED), "11:00:01")).isEqualTo("0 0 0");
    }

    @Test
    void aDayLaterEveryComingAndGoingIsAnOldStory() {
        did("ann", "view", "10:00:00");
        did("bob", "view", "10:00:00");
        story.did("bob", "view", Instant.parse("2026-03-02T09:59:59Z").toEpochMilli(), Map.of());
        assertThat(table(all(VIEWED), "2026-03-02T10:00:00Z")).isEqualTo("1 1 0");
        // A day ago both were members: one still is.
        assertThat(table(all(VIEWED), "2026-03-02T10:00:01Z")).isEqualTo("1 0 1");
        assertThat(table(all(VIEWED), "2026-03-02T11:00:01Z")).isEqualTo("0 0 0");
    }

    @Test
    void countsAsOftenAsIsAskedFor() {
        did("ann", "view", "10:00:00").did("ann", "view", "10:10:00").did("ann", "view", "10:20:00");
        assertThat(now(all(did("view", Comparison.EQUAL, 2, "PT1H")), "10:15:00"))
                .isEqualTo("1 1 0");
        assertThat(now(all(did("view", Comparison.EQUAL, 2, "PT1H")), "10:30:00"))
                .isEqualTo("0 0 0");
        assertThat(now(all(did("view", Comparison.EQUAL, 2, "PT1H")), "11:00:01"))
                .isEqualTo("1 1 0");
        assertThat(now(all(did("view", Comparison.LESS, 2, "PT1H")), "11:10:00"))
                .isEqualTo("0 0 0");
        assertThat(now(all(did("view", Comparison.LESS, 2, "PT1H")), "11:10:01"))
                .isEqualTo("1 1 0");
        assertThat(now(all(did("view", Comparison.GREATER, 2, "PT1H")), "11:00:00"))
                .isEqualTo("1 1 0");
    }

    @Test
    void whoDidNotDoSomethingWasThereAllTheWhile() {
        did("ann", "view", "10:00:00");
        assertThat(now(all(NO_ORDER), "10:59:59")).isEqualTo("0 0 0");
        assertThat(now(all(NO_ORDER), "11:00:00")).isEqualTo("1 1 0");
        did("ann", "order", "11:30:00");
        assertThat(now(all(NO_ORDER), "11:30:00")).isEqualTo("1 1 0");
        assertThat(now(all(NO_ORDER), "11:30:01")).isEqualTo("0 0 0");
        assertThat(now(all(NO_ORDER), "12:30:01")).isEqualTo("1 1 0");
    }

    @Test
    void aSequenceLiesInTheWindowAsAWholeAndInItsLimit() {
        Requirement bought = new Requirement.Sequence(
                List.of(Selector.of("view"), Selector.of("order")), Optional.of(Duration.ofMinutes(10)), hours(1));
        did("ann", "view", "10:00:00").did("ann", "order", "10:10:00.001");
        did("bob", "view", "10:00:00").did("bob", "order", "10:10:00");
        did("cid", "order", "10:00:00").did("cid", "view", "10:05:00");
        assertThat(now(all(bought), "10:30:00")).isEqualTo("1 1 0");
        assertThat(now(all(bought), "11:00:00")).isEqualTo("1 1 0");
        assertThat(now(all(bought), "11:00:01")).isEqualTo("0 0 0");
    }

    @Test
    void oneOfSeveralIsEnoughAndTheOppositeNeedsSomeoneToBeThere() {
        did("ann", "view", "10:00:00").did("bob", "order", "10:00:00");
        Requirement ordered = did("order", Comparison.GREATER_OR_EQUAL, 1, "PT1H");
        assertThat(now(new AudienceQuestion(scope(), true, List.of(VIEWED, ordered)), "10:01:00"))
                .isEqualTo("2 2 0");
        assertThat(now(all(VIEWED, ordered), "10:01:00")).isEqualTo("0 0 0");
        assertThat(now(all(new Requirement.Not(VIEWED)), "09:00:00")).isEqualTo("0 0 0");
        assertThat(now(all(new Requirement.Not(VIEWED)), "10:01:00")).isEqualTo("1 1 0");
    }

    @Test
    void aMemberOfAnotherAudienceIsJudgedByItsOwnFilter() {
        story.did("ann", "view", Instant.parse("2026-03-01T10:00:00Z").toEpochMilli(), Map.of("city", "Bonn"));
        did("bob", "view", "10:00:00");
        Condition inBonn = new Condition("properties.city", Condition.Op.EQUAL, List.of(new Value.Text("Bonn")));
        AudienceQuestion bonn = new AudienceQuestion(
                new Scope(new Period.All(), ZoneId.of("UTC"), List.of(inBonn), Compare.NONE), false, List.of(VIEWED));
        assertThat(now(all(new Requirement.In("bonn", bonn)), "10:01:00")).isEqualTo("1 1 0");
        assertThat(now(all(new Requirement.Not(new Requirement.In("bonn", bonn))), "10:01:00"))
                .isEqualTo("1 1 0");
        assertThat(all(new Requirement.In("bonn", bonn)).audienceNames()).containsExactly("bonn");
    }

    @Test
    void whoIsInAnotherAudienceIsKnownByAnyEventThatPassesTheFilter() {
        did("ann", "view", "10:00:00");
        story.did("ann", "call", Instant.parse("2026-03-01T10:00:30Z").toEpochMilli(), Map.of("city", "Bonn"));
        did("bob", "view", "10:00:00");
        Condition inBonn = new Condition("properties.city", Condition.Op.EQUAL, List.of(new Value.Text("Bonn")));
        AudienceQuestion viewersFromBonn = new AudienceQuestion(
                new Scope(new Period.All(), ZoneId.of("UTC"), List.of(inBonn), Compare.NONE),
                true,
                List.of(new Requirement.In("viewers", all(VIEWED))));
        assertThat(viewersFromBonn.reads().everyName()).isTrue();
        assertThat(now(viewersFromBonn, "10:01:00")).isEqualTo("1 1 0");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(() -> all(), "no conditions");
        assertRefused(() -> all(Collections.nCopies(201, VIEWED).toArray(Requirement[]::new)), "the limit is 200");
        Selector ofTrait =
                new Selector(List.of(), List.of(new Condition("traits.plan", Condition.Op.EXISTS, List.of())));
        assertRefused(() -> all(new Requirement.DidNot(ofTrait, hours(1))), "{\"trait\": …}");
        Selector ofSession =
                new Selector(List.of(), List.of(new Condition("session.entry", Condition.Op.EXISTS, List.of())));
        assertRefused(() -> all(new Requirement.Not(new Requirement.DidNot(ofSession, hours(1)))), "24 hours ago");
        assertRefused(
                () -> new Requirement.Sequence(List.of(Selector.ANY), Optional.empty(), Optional.empty()),
                "2 to 20 steps");
    }

    private static void assertRefused(Runnable making, String message) {
        assertThatThrownBy(making::run)
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining(message);
    }

    private static AudienceQuestion all(Requirement... requirements) {
        return new AudienceQuestion(scope(), false, Arrays.asList(requirements));
    }

    private static Scope scope() {
        return new Scope(new Period.All(), ZoneId.of("UTC"), List.of(), Compare.NONE);
    }

    private static Requirement did(String event, Comparison comparison, int times, String last) {
        return new Requirement.Did(Selector.of(event), comparison, times, Optional.of(Duration.parse(last)));
    }

    private static Optional<Duration> hours(int hours) {
        return Optional.of(Duration.ofHours(hours));
    }

    private AudienceQuestionTest did(String customer, String event, String at) {
        story.did(customer, event, "2026-03-01T" + at + "Z", Map.of());
        return this;
    }

    private String now(AudienceQuestion question, String at) {
        return table(question, "2026-03-01T" + at + "Z");
    }

    /** The row, which is the same asked and resumed. */
    private String table(AudienceQuestion question, String asOf) {
        long second = Instant.parse(asOf).getEpochSecond();
        String asked = told(story.asked(question, second));
        assertThat(told(story.resumed(question, second))).isEqualTo(asked);
        return asked.lines().toList().getLast();
    }
}
