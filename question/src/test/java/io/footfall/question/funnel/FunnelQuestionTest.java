package io.footfall.question.funnel;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Condition;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.timeline.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FunnelQuestionTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Period ALL = new Period.All();
    private static final Map<String, Object> NOTHING = Map.of();

    private final Story story = new Story();

    @Test
    void countsHowFarEachCustomerGetsAndHowFast() {
        did("ann", "view", "10:00").did("ann", "add", "10:02").did("ann", "buy", "10:31");
        did("bob", "view", "10:01").did("bob", "buy", "10:02");
        did("cid", "view", "10:00").did("cid", "add", "10:00:10.500");
        assertThat(table(funnel(ALL, "1h", "view", "add", "buy"), "11:30")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view 3 1 null null null 0
                2 add 2 0.666667 0.666667 10.5 120 0
                3 buy 1 0.333333 0.5 1740 1740 0
                """);
    }

    @Test
    void hasEveryStepWhereNobodyBegan() {
        assertThat(table(funnel(ALL, "1h", "view", "buy"), "11:30")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view 0 null null null null 0
                2 buy 0 null null null null 0
                """);
    }

    @Test
    void servesOneStepWithOneEvent() {
        did("ann", "view", "10:00").did("ann", "view", "10:01");
        assertThat(customers(funnel(ALL, "1h", "view", "view", "view"), "11:30"))
                .isEqualTo("1 1 0");
    }

    @Test
    void ordersEventsOfOneMillisecondByTheirArrival() {
        did("ann", "view", "10:00").did("ann", "buy", "10:00");
        did("bob", "buy", "10:00").did("bob", "view", "10:00");
        assertThat(customers(funnel(ALL, "1h", "view", "buy"), "11:30")).isEqualTo("2 1");
    }

    @Test
    void countsTheLastMillisecondOfTheLimitAndNotTheNext() {
        did("ann", "view", "10:00").did("ann", "buy", "11:00");
        did("bob", "view", "10:00").did("bob", "buy", "11:00:00.001");
        assertThat(customers(funnel(ALL, "1h", "view", "buy"), "11:30")).isEqualTo("2 1");
    }

    @Test
    void takesLaterStepsAfterThePeriodUpToTheAsOf() {
        did("ann", "view", "10:59").did("ann", "buy", "11:20");
        did("bob", "view", "11:00").did("bob", "buy", "11:10");
        Period hour = new Period.Between(new Range(millis("10:00"), millis("11:00")));
        assertThat(customers(funnel(hour, "1h", "view", "buy"), "11:20")).isEqualTo("1 0");
        assertThat(customers(funnel(hour, "1h", "view", "buy"), "11:20:01")).isEqualTo("1 1");
    }

    @Test
    void countsTheAttemptThatGetsFurthestAndOfThoseTheEarliest() {
        did("ann", "view", "10:00").did("ann", "view", "11:00").did("ann", "add", "11:30");
        did("ann", "view", "12:00").did("ann", "add", "12:01");
        assertThat(table(funnel(ALL, "1h", "view", "add", "buy"), "14:00")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view 1 1 null null null 0
                2 add 1 1 1 1800 1800 0
                3 buy 0 0 0 null null 0
                """);
    }

    @Test
    void handsOverToTheNextBestWhenTheBestLeavesThePeriod() {
        did("ann", "view", "10:00").did("ann", "add", "10:05").did("ann", "buy", "10:06");
        did("ann", "view", "10:30").did("ann", "add", "10:40");
        did("ann", "view", "10:50");
        FunnelQuestion question = funnel(new Period.Last(3_600), "15m", "view", "add", "buy");
        assertThat(customers(question, "11:00")).isEqualTo("1 1 1");
        assertThat(customers(question, "11:00:01")).isEqualTo("1 1 0");
        assertThat(customers(question, "11:30")).isEqualTo("1 1 0");
        assertThat(customers(question, "11:30:01")).isEqualTo("1 0 0");
        assertThat(customers(question, "11:50:01")).isEqualTo("0 0 0");
    }

    @Test
    void seesYesterdayOnlyFromMidnightOn() {
        did("ann", "view", "23:50").did("ann", "buy", "23:59");
        Period yesterday = new Period.Calendar(Period.Calendar.Unit.DAY, true);
        FunnelQuestion question = funnel(yesterday, "1h", "view", "buy");
        assertThat(customers(question, "23:59:59")).isEqualTo("0 0");
        assertThat(customers(question, second("23:59:59") + 1)).isEqualTo("1 1");
        assertThat(customers(question, second("23:59:59") + 86_401)).isEqualTo("0 0");
    }

    @Test
    void isOpenWhileAnyAttemptMayStillGetFurther() {
        did("ann", "view", "10:00").did("ann", "add", "10:05");
        did("ann", "view", "10:30");
        did("bob", "view", "10:00").did("bob", "add", "10:01").did("bob", "buy", "10:02");
        FunnelQuestion question = funnel(ALL, "1h", "view", "add", "buy");
        assertThat(open(question, "11:30")).isEqualTo("1 1 0");
        assertThat(open(question, "11:30:01")).isEqualTo("0 0 0");
        assertThat(open(funnel(ALL, null, "view", "add", "buy"), "23:30")).isEqualTo("1 1 0");
    }

    @Test
    void countsACustomerOncePerValueOfTheFirstStep() {
        did("ann", "view", "10:00", "hat").did("ann", "view", "10:01", "bag").did("ann", "buy", "10:02");
        did("bob", "view", "10:00", "hat");
        did("cid", "view", "10:00", "cap").did("cid", "view", "10:01", "tie").did("cid", "buy", "10:05", "tie");
        did("dan", "view", "10:00").did("dan", "view", "10:00");
        FunnelQuestion question = by("properties.product", 1, Compare.NONE, ALL);
        assertThat(table(question, "12:00")).isEqualTo("""
                step event by customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view hat 2 1 null null null 0
                2 buy hat 1 0.5 0.5 120 120 0
                1 view (other) 3 1 null null null 0
                2 buy (other) 2 0.666667 0.666667 60 300 0
                """);
    }

    @Test
    void setsTheSameOfTheDayBeforeBesideEachRow() {
        did("ann", "view", "10:00", "hat").did("ann", "buy", "10:10");
        Story days = story.did("bob", "view", millis("10:00") + 86_400_000, Map.of("product", "hat"))
                .did("cid", "view", millis("10:00") + 86_400_000, Map.of("product", "hat"));
        Period today = new Period.Calendar(Period.Calendar.Unit.DAY, false);
        FunnelQuestion question = by("properties.product", 5, Compare.DAY, today);
        assertThat(told(days.asked(question, second("12:00") + 86_400))).isEqualTo("""
                step event by customers fromStart fromPrevious medianSeconds p90Seconds open previous
                1 view hat 2 1 null null null 0 1
                2 buy hat 0 0 0 null null 0 1
                """);
    }

    @Test
    void foldsOnlyWhatMeetsTheFilter() {
        did("ann", "view", "10:00", "hat").did("ann", "buy", "10:02", "hat");
        did("bob", "view", "10:00", "hat").did("bob", "buy", "10:02", "bag");
        Condition isHat = new Condition("properties.product", Condition.Op.EQUAL, List.of(new Value.Text("hat")));
        FunnelQuestion question = new FunnelQuestion(
                new Scope(ALL, UTC, List.of(isHat), Compare.NONE),
                steps("view", "buy"),
                within("1h"),
                Optional.empty());
        assertThat(customers(question, "12:00")).isEqualTo("2 1");
    }

    @Test
    void takesAnyActivityForAStepButNotWhatIsDoneToTheCustomer() {
        did("ann", "view", "10:00").did("ann", "Email Sent", "10:02");
        did("bob", "view", "10:00").did("bob", "scroll", "10:02");
        FunnelQuestion question = new FunnelQuestion(
                new Scope(ALL, UTC, List.of(), Compare.NONE),
                List.of(Selector.of("view"), Selector.ANY),
                within("1h"),
                Optional.empty());
        assertThat(customers(question, "12:00")).isEqualTo("2 1");
        assertThat(table(question, "12:00")).contains("2 * 1 0.5");
    }

    @Test
    void saysInWordsWhatItCounts() {
        assertThat(by("properties.product", 3, Compare.NONE, ALL).definition())
                .isEqualTo(
                        "Customers who did view, then buy, with anything in between, within 1 hour of the first step. Each is"
                                + " counted once for each value of properties.product on the first step, by the attempt that got"
                                + " furthest, the earliest of several. The 3 values of properties.product with the most customers"
                                + " on the first step have rows of their own; all others are together in (other). Only the first"
                                + " step has to lie in the period. Period: all time, in UTC.");
    }

    @Test
    void takesTwoToTwentySteps() {
        assertThat(funnel(ALL, "1h", Collections.nCopies(20, "view").toArray(String[]::new))
                        .steps())
                .hasSize(20);
        assertThatThrownBy(() -> funnel(ALL, "1h", "view"))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessage("a funnel has 2 to 20 steps, this one has 1");
        assertThatThrownBy(
                        () -> funnel(ALL, "1h", Collections.nCopies(21, "view").toArray(String[]::new)))
                .hasMessage("a funnel has 2 to 20 steps, this one has 21");
    }

    @Test
    void refusesALimitThatIsNoWholeSecondsOrTooLong() {
        assertThatThrownBy(() -> withLimit(Duration.ofMillis(1_500)))
                .hasMessage("within is from 1s to 36525d or \"none\", not PT1.5S");
        assertThatThrownBy(() -> withLimit(Duration.ZERO)).isInstanceOf(InvalidQuestionException.class);
        assertThatThrownBy(() -> withLimit(FunnelQuestion.WITHIN_MAX.plusSeconds(1)))
                .isInstanceOf(InvalidQuestionException.class);
        assertThat(withLimit(FunnelQuestion.WITHIN_MAX).within()).contains(FunnelQuestion.WITHIN_MAX);
    }

    private Telling did(String customer, String event, String time) {
        return new Telling().did(customer, event, time);
    }

    private Telling did(String customer, String event, String time, String product) {
        return new Telling().did(customer, event, time, product);
    }

    /** Goes on with the story on the same day. */
    private final class Telling {
        Telling did(String customer, String event, String time) {
            story.did(customer, event, millis(time), NOTHING);
            return this;
        }

        Telling did(String customer, String event, String time, String product) {
            story.did(customer, event, millis(time), Map.of("product", product));
            return this;
        }
    }

    private String table(FunnelQuestion question, String time) {
        return table(question, second(time));
    }

    /** The answer, which is the same asked and resumed. */
    private String table(FunnelQuestion question, long second) {
        String asked = told(story.asked(question, second));
        assertThat(told(story.resumed(question, second))).isEqualTo(asked);
        return asked;
    }

    private String customers(FunnelQuestion question, String time) {
        return customers(question, second(time));
    }

    private String customers(FunnelQuestion question, long second) {
        return column(table(question, second), 2);
    }

    private String open(FunnelQuestion question, String time) {
        return column(table(question, time), 7);
    }

    private static String column(String table, int column) {
        return String.join(
                " ",
                table.lines().skip(1).map(line -> line.split(" ", -1)[column]).toList());
    }

    private static FunnelQuestion funnel(Period period, @Nullable String within, String... events) {
        return new FunnelQuestion(
                new Scope(period, UTC, List.of(), Compare.NONE), steps(events), within(within), Optional.empty());
    }

    private static FunnelQuestion by(String path, int limit, Compare compare, Period period) {
        return new FunnelQuestion(
                new Scope(period, UTC, List.of(), compare),
                steps("view", "buy"),
                within("1h"),
                Optional.of(new Breakdown(path, limit)));
    }

    private static FunnelQuestion withLimit(Duration within) {
        return new FunnelQuestion(
                new Scope(ALL, UTC, List.of(), Compare.NONE),
                steps("view", "buy"),
                Optional.of(within),
                Optional.empty());
    }

    private static List<Selector> steps(String... events) {
        return List.of(events).stream().map(Selector::of).toList();
    }

    private static Optional<Duration> within(@Nullable String written) {
        return Optional.ofNullable(written).map(limit -> Duration.parse("PT" + limit));
    }

    private static long millis(String time) {
        return Instant.parse("2026-03-01T" + (time.length() == 5 ? time + ":00" : time) + "Z")
                .toEpochMilli();
    }

    private static long second(String time) {
        return millis(time) / 1000;
    }
}
