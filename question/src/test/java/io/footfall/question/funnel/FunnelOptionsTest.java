package io.footfall.question.funnel;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.question.funnel.FunnelQuestion.Count;
import io.footfall.question.funnel.FunnelQuestion.Exclusion;
import io.footfall.question.funnel.FunnelQuestion.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders, counts, exclusions and held values of funnels. */
class FunnelOptionsTest {
    private static final Period ALL = new Period.All();

    private final Story story = new Story();

    @Test
    void strictStepsFollowEachOtherWithNoActivityBetween() {
        did("ann", "view", "10:00").did("ann", "buy", "10:01");
        did("bob", "view", "10:00").did("bob", "look", "10:01").did("bob", "buy", "10:02");
        did("cat", "view", "10:00").did("cat", "Email Sent", "10:01").did("cat", "buy", "10:02");
        did("dan", "view", "10:00").did("dan", "view", "10:01").did("dan", "buy", "10:02");
        assertThat(counted(funnel(Order.STRICT, Count.CUSTOMERS), "12:00")).isEqualTo("4 3");
    }

    @Test
    void strictStepsMayBeEventsThatAreNoActivity() {
        did("ann", "view", "10:00").did("ann", "Email Sent", "10:01").did("ann", "buy", "10:02");
        FunnelQuestion question = new FunnelQuestion(
                scope(ALL),
                steps("view", "Email Sent", "buy"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                Order.STRICT,
                Count.CUSTOMERS,
                List.of(),
                List.of());
        assertThat(counted(question, "12:00")).isEqualTo("1 1 1");
    }

    @Test
    void stepsInAnyOrderAreEachServedByAnEventOfItsOwn() {
        did("ann", "buy", "10:00").did("ann", "view", "10:30");
        did("bob", "buy", "10:00").did("bob", "view", "11:00:00.001");
        did("cat", "view", "10:00").did("cat", "view", "10:10");
        assertThat(table(funnel(Order.ANY, Count.CUSTOMERS), "12:01")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 null 3 1 null null null 0
                2 null 1 0.333333 0.333333 null null 0
                """);
        assertThat(table(funnel(Order.ANY, Count.CUSTOMERS), "10:20")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 null 3 1 null null null 3
                2 null 0 0 0 null null 0
                """);
    }

    @Test
    void anEventMovesToAnotherStepThatItMatchesToo() {
        did("ann", "view", "10:00").did("ann", "buy", "10:01").did("ann", "buy", "10:02");
        Selector viewOrBuy = new Selector(List.of("view", "buy"), List.of());
        FunnelQuestion question = new FunnelQuestion(
                scope(ALL),
                List.of(viewOrBuy, Selector.of("view"), Selector.of("look")),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                Order.ANY,
                Count.CUSTOMERS,
                List.of(),
                List.of());
        assertThat(counted(question, "12:00")).isEqualTo("1 1 0");
    }

    @Test
    void entriesBeginOneAfterAnother() {
        did("ann", "view", "10:00").did("ann", "view", "10:10").did("ann", "buy", "10:20");
        did("ann", "view", "10:30").did("ann", "view", "11:31").did("ann", "buy", "11:40");
        assertThat(table(funnel(Order.LOOSE, Count.ENTRIES), "12:00")).isEqualTo("""
                step event count fromStart fromPrevious medianSeconds p90Seconds open
                1 view 3 1 null null null 0
                2 buy 2 0.666667 0.666667 540 1200 0
                """);
    }

    @Test
    void anEventThatCompletesAnEntryBeginsNone() {
        FunnelQuestion twice = new FunnelQuestion(
                scope(ALL),
                steps("view", "view"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                Order.LOOSE,
                Count.ENTRIES,
                List.of(),
                List.of());
        did("ann", "view", "10:00").did("ann", "view", "10:01").did("ann", "view", "10:02");
        assertThat(counted(twice, "12:00")).isEqualTo("2 1");
    }

    @Test
    void anEventThatBreaksAnEntryMayBeginTheNext() {
        did("ann", "view", "10:00").did("ann", "view", "10:01").did("ann", "buy", "10:02");
        assertThat(counted(funnel(Order.STRICT, Count.ENTRIES), "12:00")).isEqualTo("2 1");
    }

    @Test
    void countsAnEntryThatBeganInThePeriodAfterOneThatDidNot() {
        did("ann", "view", "09:50")
                .did("ann", "view", "10:10")
                .did("ann", "buy", "10:20")
                .did("ann", "view", "10:30");
        Period fromTen = new Period.Between(new Range(second("10:00") * 1000, second("12:00") * 1000));
        FunnelQuestion question = new FunnelQuestion(
                scope(fromTen),
                steps("view", "buy"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                Order.LOOSE,
                Count.ENTRIES,
                List.of(),
                List.of());
        assertThat(counted(question, "12:00")).isEqualTo("1 0");
    }

    @Test
    void sessionsCountOnceEachAndEndWithTheirLastEvent() {
        did("ann", "view", "10:00").did("ann", "view", "10:10").did("ann", "buy", "10:20");
        did("ann", "view", "12:00").did("ann", "buy", "12:31");
        FunnelQuestion question = new FunnelQuestion(
                scope(ALL),
                steps("view", "buy"),
                Optional.empty(),
                Optional.empty(),
                Order.LOOSE,
                Count.SESSIONS,
                List.of(),
                List.of());
        assertThat(counted(question, "12:45")).isEqualTo("2 1");
        assertThat(open(question, "12:15")).isEqualTo("1 0");
        assertThat(open(question, "12:30")).isEqualTo("1 0");
        assertThat(open(question, "12:30:01")).isEqualTo("0 0");
    }

    @Test
    void anExclusionIsJudgedBeforeTheStep() {
        did("ann", "view", "10:00").did("ann", "leave", "10:01").did("ann", "buy", "10:02");
        did("bob", "view", "10:00").did("bob", "buy", "10:01").did("bob", "leave", "10:02");
        did("cat", "leave", "09:59").did("cat", "view", "10:00").did("cat", "buy", "10:01");
        FunnelQuestion question = excluding(new Exclusion(Selector.of("leave"), 1, 2));
        assertThat(counted(question, "12:00")).isEqualTo("3 2");
        assertThat(counted(excluding(new Exclusion(Selector.of("buy"), 1, 2)), "12:00"))
                .isEqualTo("3 0");
    }

    @Test
    void anotherAttemptAfterTheExclusionCounts() {
        did("ann", "view", "10:00")
                .did("ann", "leave", "10:01")
                .did("ann", "view", "10:02")
                .did("ann", "buy", "10:03");
        FunnelQuestion question = excluding(new Exclusion(Selector.of("leave"), 1, 2));
        assertThat(table(question, "12:00")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view 1 1 null null null 0
                2 buy 1 1 1 60 60 0
                """);
    }

    @Test
    void heldValuesStayThoseOfTheFirstStep() {
        did("ann", "view", "10:00", "mug").did("ann", "buy", "10:01", "pen");
        did("bob", "view", "10:00", "mug").did("bob", "view", "10:01", "pen").did("bob", "buy", "10:02", "mug");
        did("cat", "view", "10:00").did("cat", "buy", "10:01", "pen").did("cat", "buy", "10:03");
        FunnelQuestion question = holding(Count.CUSTOMERS);
        assertThat(table(question, "12:00")).isEqualTo("""
                step event customers fromStart fromPrevious medianSeconds p90Seconds open
                1 view 3 1 null null null 0
                2 buy 2 0.666667 0.666667 120 180 0
                """);
        assertThat(counted(holding(Count.ENTRIES), "12:00")).isEqualTo("4 2");
    }

    @Test
    void ranksByWhatIsCounted() {
        did("ann", "view", "10:00", "mug").did("ann", "buy", "10:01", "mug");
        did("ann", "view", "10:02", "mug").did("ann", "buy", "10:03", "mug");
        did("ann", "view", "10:04", "mug").did("bob", "view", "10:00", "pen").did("cat", "view", "10:00", "pen");
        FunnelQuestion question = new FunnelQuestion(
                scope(ALL),
                steps("view", "buy"),
                Optional.of(Duration.ofHours(1)),
                Optional.of(new Breakdown("properties.product", 1)),
                Order.LOOSE,
                Count.ENTRIES,
                List.of(),
                List.of());
        assertThat(table(question, "10:30")).isEqualTo("""
                step event by count fromStart fromPrevious medianSeconds p90Seconds open
                1 view mug 3 1 null null null 1
                2 buy mug 2 0.666667 0.666667 60 60 0
                1 view (other) 2 1 null null null 2
                2 buy (other) 0 0 0 null null 0
                """);
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        assertRefused("counts customers only", () -> funnel(Order.ANY, Count.SESSIONS));
        assertRefused("\"by\"", () -> any(Optional.of(new Breakdown("source", 5)), List.of(), List.of()));
        assertRefused(
                "\"exclude\"",
                () -> any(Optional.empty(), List.of(new Exclusion(Selector.of("leave"), 1, 2)), List.of()));
        assertRefused("\"hold\"", () -> any(Optional.empty(), List.of(), List.of("source")));
        assertRefused("exclude[0].between is [2, 2]", () -> excluding(new Exclusion(Selector.ANY, 2, 2)));
        assertRefused("exclude[0].between is [1, 3]", () -> excluding(new Exclusion(Selector.ANY, 1, 3)));
    }

    private static void assertRefused(String message, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining(message);
    }

    private static FunnelQuestion any(Optional<Breakdown> by, List<Exclusion> exclude, List<String> hold) {
        return new FunnelQuestion(
                scope(ALL), steps("view", "buy"), Optional.empty(), by, Order.ANY, Count.CUSTOMERS, exclude, hold);
    }

    private static FunnelQuestion funnel(Order order, Count count) {
        return new FunnelQuestion(
                scope(ALL),
                steps("view", "buy"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                order,
                count,
                List.of(),
                List.of());
    }

    private static FunnelQuestion excluding(Exclusion exclusion) {
        return new FunnelQuestion(
                scope(ALL),
                steps("view", "buy"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                Order.LOOSE,
                Count.CUSTOMERS,
                List.of(exclusion),
                List.of());
    }

    private static FunnelQuestion holding(Count count) {
        return new FunnelQuestion(
                scope(ALL),
                steps("view", "buy"),
                Optional.of(Duration.ofHours(1)),
                Optional.empty(),
                Order.LOOSE,
                count,
                List.of(),
                List.of("properties.product"));
    }

    private static Scope scope(Period period) {
        return new Scope(period, ZoneId.of("UTC"), List.of(), Compare.NONE);
    }

    private static List<Selector> steps(String... events) {
        return List.of(events).stream().map(Selector::of).toList();
    }

    private FunnelOptionsTest did(String customer, String event, String time) {
        story.did(customer, event, second(time) * 1000 + millisOf(time), Map.of());
        return this;
    }

    private FunnelOptionsTest did(String customer, String event, String time, String product) {
        story.did(customer, event, second(time) * 1000, Map.of("product", product));
        return this;
    }

    private String counted(FunnelQuestion question, String time) {
        return column(table(question, time));
    }

    private String open(FunnelQuestion question, String time) {
        return String.join(
                " ",
                table(question, time)
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList());
    }

    /** The number behind each step and its event. */
    private static String column(String table) {
        return String.join(
                " ",
                table.lines()
                        .skip(1)
                        .map(line -> line.replace("Email Sent", "Email").split(" ", -1)[2])
                        .toList());
    }

    /** The answer, which is the same asked and resumed. */
    private String table(FunnelQuestion question, String time) {
        String asked = told(story.asked(question, second(time)));
        assertThat(told(story.resumed(question, second(time)))).isEqualTo(asked);
        return asked;
    }

    private static long millisOf(String time) {
        return instant(time).toEpochMilli() % 1000;
    }

    private static long second(String time) {
        return instant(time).getEpochSecond();
    }

    private static Instant instant(String time) {
        return Instant.parse("2026-03-01T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}
