package io.footfall.question.sessions;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Scope;
import io.footfall.question.Story;
import io.footfall.timeline.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsQuestionTest {
    private static final String FIELDS = "sessions customers bounceRate eventsPerSession medianSeconds p90Seconds\n";
    private static final Period ALL = new Period.All();

    private final Story story = new Story();

    @Test
    void goesOnForExactlyTheGapAndNoLonger() {
        did("ann", "10:00:00").did("ann", "10:30:00").did("ann", "11:00:00");
        did("bob", "10:00:00").did("bob", "10:30:00.001");
        assertThat(answer(sessions(ALL), "12:00:00")).isEqualTo(FIELDS + "3 2 0 1.666667 0 3600\n");
    }

    @Test
    void lastsFromTheFirstEventToTheLastAcrossMidnight() {
        did("ann", "23:50:00").didNextDay("ann", "00:05:00");
        SessionsQuestion byDay = new SessionsQuestion(
                scope(ALL, List.of(), Compare.NONE, Scope.GAP_DEFAULT), Interval.DAY, Optional.empty());
        assertThat(answer(byDay, "23:59:59")).isEqualTo("at " + FIELDS + "2026-03-01T00:00:00Z 1 1 0 1 0 0\n");
        assertThat(told(story.asked(byDay, second("23:59:59") + 3_600)))
                .isEqualTo("at " + FIELDS + "2026-03-01T00:00:00Z 1 1 0 2 900 900\n");
    }

    @Test
    void bouncesWithOnePageAndNothingElse() {
        saw("ann", "/", "10:00:00");
        saw("bob", "/", "10:00:00").saw("bob", "/cart", "10:01:00");
        did("cat", "10:00:00");
        assertThat(answer(sessions(ALL), "12:00:00")).isEqualTo(FIELDS + "3 3 0.333333 1.333333 0 60\n");
        assertThat(answer(sessions(ALL), "10:00:30")).isEqualTo(FIELDS + "3 3 0.666667 1 0 0\n");
    }

    @Test
    void countsWhatIsDoneToCustomersNowhere() {
        did("ann", "10:00:00");
        story.did("ann", "Email Sent", at("10:20:00"), Map.of());
        did("ann", "10:40:00");
        assertThat(answer(sessions(ALL), "12:00:00")).isEqualTo(FIELDS + "2 1 0 1 0 0\n");
    }

    @Test
    void cutsSessionsFromWhatTheFilterLetsThrough() {
        did("ann", "10:00:00").did("ann", "10:20:00").did("ann", "10:40:00");
        Condition notTheMiddle =
                new Condition("timestamp", Condition.Op.NOT_EQUAL, List.of(new Value.Text(at("10:20:00"))));
        SessionsQuestion question = new SessionsQuestion(
                scope(ALL, List.of(notTheMiddle), Compare.NONE, Scope.GAP_DEFAULT), Interval.NONE, Optional.empty());
        assertThat(answer(question, "12:00:00")).isEqualTo(FIELDS + "2 1 0 1 0 0\n");
    }

    @Test
    void seesASessionForAsLongAsThePeriodHasItsFirstEvent() {
        did("ann", "10:00:00").did("ann", "10:10:00");
        SessionsQuestion lastQuarter = sessions(new Period.Last(900));
        assertThat(answer(lastQuarter, "10:10:01")).isEqualTo(FIELDS + "1 1 0 2 600 600\n");
        assertThat(answer(lastQuarter, "10:15:00")).isEqualTo(FIELDS + "1 1 0 2 600 600\n");
        assertThat(answer(lastQuarter, "10:15:01")).isEqualTo(FIELDS + "0 0 null null null null\n");
    }

    @Test
    void movesASessionWithWhereItStands() {
        saw("ann", "/", "10:00:00").saw("ann", "/cart", "10:01:00");
        saw("ann", "/", "12:00:00");
        SessionsQuestion byExit = by("session.exit", 5);
        String fields = "by " + FIELDS;
        assertThat(answer(byExit, "10:00:30")).isEqualTo(fields + "/ 1 1 1 1 0 0\n");
        assertThat(answer(byExit, "10:01:30")).isEqualTo(fields + "/cart 1 1 0 2 60 60\n");
        assertThat(answer(byExit, "12:30:00")).isEqualTo(fields + "/ 1 1 1 1 0 0\n/cart 1 1 0 2 60 60\n");
    }

    @Test
    void comesFromTheFirstCampaignOfTheSession() {
        saw("ann", "/", "10:00:00");
        story.saw("ann", "/sale", at("10:01:00"), "mail").saw("ann", "/cart", at("10:02:00"), "ad");
        saw("bob", "/", "10:00:00");
        SessionsQuestion byCampaign = by("session.campaign.source", 5);
        String fields = "by " + FIELDS;
        assertThat(answer(byCampaign, "10:00:30")).isEqualTo(fields + "(none) 2 2 1 1 0 0\n");
        assertThat(answer(byCampaign, "10:05:00")).isEqualTo(fields + "(none) 1 1 1 1 0 0\nmail 1 1 0 3 120 120\n");
    }

    @Test
    void countsACustomerOfManyOtherValuesOnce() {
        saw("ann", "/a", "10:00:00").saw("ann", "/b", "11:00:00").saw("ann", "/c", "12:00:00");
        saw("bob", "/a", "10:00:00");
        assertThat(answer(by("session.entry", 1), "13:00:00"))
                .isEqualTo("by " + FIELDS + "/a 2 2 1 1 0 0\n(other) 2 1 1 1 0 0\n");
    }

    @Test
    void setsTheSessionsOfTheDayBeforeBeside() {
        did("ann", "10:00:00").didNextDay("ann", "10:00:00").didNextDay("bob", "10:10:00");
        SessionsQuestion question = new SessionsQuestion(
                scope(new Period.Last(3_600), List.of(), Compare.DAY, Scope.GAP_DEFAULT),
                Interval.NONE,
                Optional.empty());
        assertThat(told(story.asked(question, second("10:30:00") + 86_400)))
                .isEqualTo(FIELDS.strip() + " previous\n2 2 0 1 0 0 1\n");
    }

    @Test
    void isNotPinnedForAllTimeAlongIntervals() {
        SessionsQuestion byDay = new SessionsQuestion(
                scope(ALL, List.of(), Compare.NONE, Scope.GAP_DEFAULT), Interval.DAY, Optional.empty());
        assertThatThrownBy(byDay::requirePinnable)
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("need a period");
    }

    private static SessionsQuestion sessions(Period period) {
        return new SessionsQuestion(
                scope(period, List.of(), Compare.NONE, Scope.GAP_DEFAULT), Interval.NONE, Optional.empty());
    }

    private static SessionsQuestion by(String path, int limit) {
        return new SessionsQuestion(
                scope(ALL, List.of(), Compare.NONE, Scope.GAP_DEFAULT),
                Interval.NONE,
                Optional.of(new Breakdown(path, limit)));
    }

    private static Scope scope(Period period, List<Condition> filter, Compare compare, Duration gap) {
        return new Scope(period, ZoneId.of("UTC"), filter, compare, gap);
    }

    /** The answer, which must be the same asked and kept. */
    private String answer(SessionsQuestion question, String asOf) {
        String asked = told(story.asked(question, second(asOf)));
        assertThat(told(story.resumed(question, second(asOf)))).isEqualTo(asked);
        return asked;
    }

    private SessionsQuestionTest did(String customer, String at) {
        story.did(customer, "view", at(at), Map.of());
        return this;
    }

    private SessionsQuestionTest didNextDay(String customer, String at) {
        story.did(customer, "view", "2026-03-02T" + at + "Z", Map.of());
        return this;
    }

    private SessionsQuestionTest saw(String customer, String path, String at) {
        story.saw(customer, path, at(at), "");
        return this;
    }

    private static String at(String time) {
        return "2026-03-01T" + time + "Z";
    }

    private static long second(String time) {
        return Instant.parse(at(time)).getEpochSecond();
    }
}
