package io.footfall.question.retention;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Finish;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetentionQuestionTest {
    private static final Period ALL = new Period.All();

    private final Story story = new Story();

    @Test
    void countsWhoComesBackSoManyDaysAfterTheirFirst() {
        did("ann", "join", "2026-03-01T23:00").did("ann", "buy", "2026-03-01T23:30");
        did("ann", "buy", "2026-03-02T00:30").did("ann", "buy", "2026-03-03T12:00");
        did("bob", "join", "2026-03-01T08:00").did("bob", "buy", "2026-03-03T09:00");
        did("cid", "join", "2026-03-02T10:00");
        assertThat(table(retention(Mode.ON, Basis.CALENDAR, Starting.FIRST_EVER), "2026-03-03T13:00"))
                .isEqualTo("""
                cohort offset size customers rate complete
                2026-03-01T00:00:00Z 0 2 1 0.5 true
                2026-03-01T00:00:00Z 1 2 1 0.5 true
                2026-03-01T00:00:00Z 2 2 2 1 false
                2026-03-02T00:00:00Z 0 1 0 0 true
                2026-03-02T00:00:00Z 1 1 0 0 false
                2026-03-02T00:00:00Z 2 1 0 0 false
                all 0 3 1 0.333333 true
                all 1 2 1 0.5 true
                all 2 0 0 null true
                """);
    }

    @Test
    void membersOfAllCohortsAreRefusedWhereOneMayBeInTwo() {
        RowKey all =
                new RowKey("row", Map.of("cohort", new Value.Text("all"), "offset", new Value.Number(BigDecimal.ONE)));
        Supplier<Finish> unasked = () -> {
            throw new AssertionError("it is refused before anybody is folded");
        };
        assertThatThrownBy(() ->
                        retention(ALL, Starting.EVERY).memberRows(all, new Vocabulary(1), null, Range.ALL, unasked))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessage(
                        "\"row.cohort\" is \"all\"; expected one cohort, for with \"starting\": \"every\" a customer may"
                                + " be counted more than once in all together");
    }

    @Test
    void cellsBecomeCompleteAsTimePasses() {
        did("ann", "join", "2026-03-01T10:00");
        RetentionQuestion calendar = retention(Mode.ON, Basis.CALENDAR, Starting.FIRST_EVER);
        assertThat(completes(calendar, "2026-03-01T23:59:59")).isEqualTo("false false false");
        assertThat(completes(calendar, "2026-03-02T00:00")).isEqualTo("true false false");
        assertThat(completes(calendar, "2026-03-04T00:00")).isEqualTo("true true true");
        RetentionQuestion rolling = retention(Mode.ON, Basis.ROLLING, Starting.FIRST_EVER);
        assertThat(completes(rolling, "2026-03-02T09:59:59")).isEqualTo("false false false");
        assertThat(completes(rolling, "2026-03-02T10:00")).isEqualTo("true false false");
    }

    @Test
    void aRollingCellIsCompleteOnceItIsOverForTheLastWhoBegan() {
        did("ann", "join", "2026-03-01T10:00").did("bob", "join", "2026-03-01T18:00");
        RetentionQuestion rolling = retention(Mode.ON, Basis.ROLLING, Starting.FIRST_EVER);
        assertThat(completes(rolling, "2026-03-02T17:59:59")).isEqualTo("false false false");
        assertThat(completes(rolling, "2026-03-02T18:00")).isEqualTo("true false false");
    }

    @Test
    void rollingDaysAreCutAtTheHourOfTheStart() {
        did("ann", "join", "2026-03-01T23:00").did("ann", "buy", "2026-03-02T22:59:59.999");
        did("bob", "join", "2026-03-01T10:00").did("bob", "buy", "2026-03-02T10:00");
        assertThat(customers(retention(Mode.ON, Basis.ROLLING, Starting.FIRST_EVER), "2026-03-05T00:00"))
                .isEqualTo("1 1 0");
    }

    @Test
    void rollingMonthsAreClippedToTheMonthsEnd() {
        did("ann", "join", "2026-01-31T12:00").did("ann", "buy", "2026-02-28T12:00");
        did("bob", "join", "2026-01-31T12:00").did("bob", "buy", "2026-02-28T11:59:59");
        did("cid", "join", "2026-01-31T12:00").did("cid", "buy", "2026-03-31T11:59:59");
        did("dan", "join", "2026-01-31T12:00").did("dan", "buy", "2026-03-31T12:00");
        RetentionQuestion months = new RetentionQuestion(
                scope(ALL, Compare.NONE),
                Selector.of("join"),
                Selector.of("buy"),
                Interval.MONTH,
                2,
                Mode.ON,
                Basis.ROLLING,
                Starting.FIRST_EVER,
                Optional.empty());
        assertThat(customers(months, "2026-05-01T00:00")).isEqualTo("1 2 1");
    }

    @Test
    void onOrAfterCountsWhoComesBackThenOrLater() {
        did("ann", "join", "2026-03-01T10:00").did("ann", "buy", "2026-03-02T10:00");
        did("bob", "join", "2026-03-01T10:00").did("bob", "buy", "2026-03-09T10:00");
        assertThat(customers(retention(Mode.ON_OR_AFTER, Basis.CALENDAR, Starting.FIRST_EVER), "2026-03-10T00:00"))
                .isEqualTo("2 2 1");
    }

    @Test
    void theStartIsAReturnIfItMatchesAndNothingBeforeItIs() {
        did("ann", "buy", "2026-03-01T09:00").did("ann", "join", "2026-03-01T10:00");
        did("bob", "join", "2026-03-01T10:00");
        assertThat(customers(retention(Mode.ON, Basis.CALENDAR, Starting.FIRST_EVER), "2026-03-02T00:00"))
                .isEqualTo("0 0 0");
        RetentionQuestion same = new RetentionQuestion(
                scope(ALL, Compare.NONE),
                Selector.of("join"),
                Selector.of("join"),
                Interval.DAY,
                2,
                Mode.ON,
                Basis.CALENDAR,
                Starting.FIRST_EVER,
                Optional.empty());
        assertThat(customers(same, "2026-03-02T00:00")).isEqualTo("2 0 0");
    }

    @Test
    void onlyTheFirstOfAllTimeBeginsUnlessEveryOneDoes() {
        did("ann", "join", "2026-02-20T10:00").did("ann", "join", "2026-03-01T10:00");
        did("ann", "buy", "2026-03-01T09:00").did("ann", "buy", "2026-03-02T10:00");
        Period march = new Period.Between(new Range(millis("2026-03-01T00:00"), millis("2026-03-02T00:00")));
        assertThat(customers(retention(march, Starting.FIRST_EVER), "2026-03-05T00:00"))
                .isEqualTo("0 0 0");
        assertThat(customers(retention(march, Starting.EVERY), "2026-03-05T00:00"))
                .isEqualTo("0 1 0");
    }

    @Test
    void anotherStartOfTheIntervalTakesOverWhenTheFirstLeavesThePeriod() {
        did("ann", "join", "2026-03-01T10:00").did("ann", "buy", "2026-03-01T10:30");
        did("ann", "join", "2026-03-01T12:00").did("ann", "buy", "2026-03-02T09:00");
        RetentionQuestion lastHour = retention(new Period.Last(7_200), Starting.EVERY);
        assertThat(customers(lastHour, "2026-03-01T11:00")).isEqualTo("1 0 0");
        assertThat(customers(lastHour, "2026-03-01T12:30")).isEqualTo("0 0 0");
        assertThat(customers(lastHour, "2026-03-01T14:30")).isEqualTo("0 0 0");
        RetentionQuestion lastDay = retention(new Period.Last(86_400), Starting.EVERY);
        assertThat(customers(lastDay, "2026-03-02T09:30")).isEqualTo("1 1 0");
        assertThat(customers(lastDay, "2026-03-02T11:30")).isEqualTo("0 1 0");
    }

    @Test
    void splitsByTheStartAndRanksBySize() {
        story.did("ann", "join", "2026-03-01T10:00:00Z", Map.of("city", "Rome"));
        story.did("bob", "join", "2026-03-01T10:00:00Z", Map.of("city", "Oslo"));
        story.did("cid", "join", "2026-03-02T10:00:00Z", Map.of("city", "Oslo"));
        story.did("ann", "buy", "2026-03-02T10:00:00Z", Map.of("city", "Oslo"));
        RetentionQuestion byCity = new RetentionQuestion(
                scope(ALL, Compare.NONE),
                Selector.of("join"),
                Selector.of("buy"),
                Interval.WEEK,
                1,
                Mode.ON,
                Basis.CALENDAR,
                Starting.FIRST_EVER,
                Optional.of(new Breakdown("properties.city", 1)));
        assertThat(table(byCity, "2026-03-03T00:00")).isEqualTo("""
                cohort by offset size customers rate complete
                2026-02-23T00:00:00Z Oslo 0 1 0 0 true
                2026-02-23T00:00:00Z Oslo 1 1 0 0 false
                2026-03-02T00:00:00Z Oslo 0 1 0 0 false
                2026-03-02T00:00:00Z Oslo 1 1 0 0 false
                all Oslo 0 1 0 0 true
                all Oslo 1 0 0 null true
                2026-02-23T00:00:00Z (other) 0 1 0 0 true
                2026-02-23T00:00:00Z (other) 1 1 1 1 false
                2026-03-02T00:00:00Z (other) 0 0 0 null true
                2026-03-02T00:00:00Z (other) 1 0 0 null true
                all (other) 0 1 0 0 true
                all (other) 1 0 0 null true
                """);
    }

    @Test
    void refusesMoreRowsThanAnAnswerMayHave() {
        Period years = new Period.Between(new Range(millis("2000-01-01T00:00"), millis("2026-01-01T00:00")));
        assertThatThrownBy(() -> table(retention(years, Starting.EVERY), "2026-03-01T00:00"))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("more than 10000 rows");
    }

    @Test
    void refusesIntervalsAndPeriodsThatDoNotFit() {
        assertThatThrownBy(() -> of(Interval.HOUR, 3))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("day, week or month");
        assertThatThrownBy(() -> of(Interval.DAY, RetentionQuestion.PERIODS_MAX + 1))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("from 1 to 366");
        assertThat(of(Interval.DAY, RetentionQuestion.PERIODS_MAX).periods()).isEqualTo(RetentionQuestion.PERIODS_MAX);
    }

    private static RetentionQuestion of(Interval interval, int periods) {
        return new RetentionQuestion(
                scope(ALL, Compare.NONE),
                Selector.ANY,
                Selector.ANY,
                interval,
                periods,
                Mode.ON,
                Basis.CALENDAR,
                Starting.FIRST_EVER,
                Optional.empty());
    }

    private static RetentionQuestion retention(Mode mode, Basis basis, Starting starting) {
        return retention(ALL, mode, basis, starting);
    }

    private static RetentionQuestion retention(Period period, Starting starting) {
        return retention(period, Mode.ON, Basis.CALENDAR, starting);
    }

    private static RetentionQuestion retention(Period period, Mode mode, Basis basis, Starting starting) {
        return new RetentionQuestion(
                scope(period, Compare.NONE),
                Selector.of("join"),
                Selector.of("buy"),
                Interval.DAY,
                2,
                mode,
                basis,
                starting,
                Optional.empty());
    }

    private static Scope scope(Period period, Compare compare) {
        return new Scope(period, ZoneId.of("UTC"), List.of(), compare);
    }

    private RetentionQuestionTest did(String customer, String event, String at) {
        story.did(customer, event, millis(at), Map.of());
        return this;
    }

    /** The answer, which is the same asked and resumed. */
    private String table(RetentionQuestion question, String asOf) {
        long second = millis(asOf) / 1000;
        String asked = told(story.asked(question, second));
        assertThat(told(story.resumed(question, second))).isEqualTo(asked);
        return asked;
    }

    /** The customers of all cohorts by offset. */
    private String customers(RetentionQuestion question, String asOf) {
        long[] customers = new long[question.periods() + 1];
        table(question, asOf)
                .lines()
                .skip(1)
                .map(line -> line.split(" "))
                .filter(cells -> !cells[0].equals("all"))
                .forEach(cells -> customers[Integer.parseInt(cells[1])] += Long.parseLong(cells[3]));
        return List.of(customers[0], customers[1], customers[2]).stream()
                .map(String::valueOf)
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }

    /** Which cells of the only cohort are complete. */
    private String completes(RetentionQuestion question, String asOf) {
        return table(question, asOf)
                .lines()
                .skip(1)
                .map(line -> line.split(" "))
                .filter(cells -> !cells[0].equals("all"))
                .map(cells -> cells[5])
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }

    private static long millis(String at) {
        return Instant.parse((at.length() == 16 ? at + ":00" : at) + "Z").toEpochMilli();
    }
}
