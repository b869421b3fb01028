package io.footfall.question.paths;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Compare;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Range;
import io.footfall.question.RowKey;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.question.paths.PathsQuestion.Stretch;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathsQuestionTest {
    private static final String FIELDS = "step from to customers occurrences\n";
    private static final Period ALL = new Period.All();

    private final Story story = new Story();

    @Test
    void goesOnFromTheFirstStartToWhereTheSessionEnds() {
        did("ann", "look", "10:00")
                .did("ann", "view", "10:01")
                .did("ann", "add", "10:02")
                .did("ann", "buy", "10:03");
        did("bob", "view", "10:00").did("bob", "add", "10:01").did("bob", "view", "12:00");
        assertThat(answer(from("view", 2), "13:00")).isEqualTo(FIELDS + """
                1 view add 2 2
                1 view null 1 1
                2 add buy 1 1
                2 add null 1 1
                """);
    }

    @Test
    void movesALinkAlongAsTheSessionGoesOn() {
        did("ann", "view", "10:00").did("ann", "add", "10:10");
        assertThat(answer(from("view", 2), "10:05")).isEqualTo(FIELDS + "1 view null 1 1\n");
        assertThat(answer(from("view", 2), "10:15")).isEqualTo(FIELDS + "1 view add 1 1\n2 add null 1 1\n");
    }

    @Test
    void leadsBackFromTheLastEnd() {
        did("ann", "look", "10:00").did("ann", "view", "10:01").did("ann", "buy", "10:02");
        did("ann", "add", "10:03").did("ann", "buy", "10:04").did("ann", "leave", "10:05");
        did("bob", "buy", "10:00");
        PathsQuestion question = new PathsQuestion(
                scope(ALL), Selector.of("buy"), true, 2, Stretch.SESSION, List.of(), Optional.empty());
        assertThat(answer(question, "13:00")).isEqualTo(FIELDS + """
                1 add buy 1 1
                1 null buy 1 1
                2 buy add 1 1
                """);
    }

    @Test
    void leavesOutWhatIsHiddenThenTakesRepeatsAsOne() {
        did("ann", "view", "10:00")
                .did("ann", "ping", "10:01")
                .did("ann", "view", "10:02")
                .did("ann", "buy", "10:03");
        PathsQuestion question = new PathsQuestion(
                scope(ALL), Selector.of("view"), false, 3, Stretch.SESSION, List.of("ping"), Optional.empty());
        assertThat(answer(question, "13:00")).isEqualTo(FIELDS + "1 view buy 1 1\n2 buy null 1 1\n");
    }

    @Test
    void countsACustomerOnceAndEachTimeAsAnOccurrence() {
        did("ann", "view", "10:00").did("ann", "add", "10:01");
        did("ann", "view", "12:00").did("ann", "add", "12:01");
        assertThat(answer(from("view", 1), "13:00")).isEqualTo(FIELDS + "1 view add 1 2\n");
    }

    @Test
    void goesThroughThePeriodAcrossSessions() {
        did("ann", "view", "10:00").did("ann", "add", "15:00").did("ann", "buy", "20:00");
        Period untilSix = new Period.Between(new Range(second("09:00") * 1000, second("18:00") * 1000));
        PathsQuestion question = new PathsQuestion(
                scope(untilSix), Selector.of("view"), false, 5, Stretch.PERIOD, List.of(), Optional.empty());
        assertThat(answer(question, "21:00")).isEqualTo(FIELDS + "1 view add 1 1\n2 add null 1 1\n");
    }

    @Test
    void namesNodesByAProperty() {
        story.saw("ann", "/", at("10:00"), "").saw("ann", "/cart", at("10:01"), "");
        did("ann", "buy", "10:02");
        PathsQuestion question = new PathsQuestion(
                scope(ALL), Selector.ANY, false, 3, Stretch.SESSION, List.of(), Optional.of("context.page.path"));
        assertThat(answer(question, "13:00")).isEqualTo(FIELDS + """
                1 / /cart 1 1
                2 /cart (none) 1 1
                3 (none) null 1 1
                """);
    }

    @Test
    void takesTheNodesBeyondFiftyTogether() {
        for (int i = 0; i < 52; i++) {
            String next = "next" + (100 + i);
            did("c" + i, "view", "10:00").did("c" + i, next, "10:01");
        }
        String answer = answer(from("view", 1), "13:00");
        assertThat(answer.lines()).hasSize(52).contains("1 view next100 1 1", "1 view next149 1 1");
        assertThat(answer).startsWith(FIELDS + "1 view (other) null 2\n").doesNotContain("next150");
    }

    @Test
    void isAskedAgainWhereItsFirstEventLeavesThePeriodBeforeTheOthers() {
        Period week = new Period.Last(604_800);
        assertThat(new PathsQuestion(scope(week), Selector.ANY, false, 1, Stretch.PERIOD, List.of(), Optional.empty())
                        .isDatedByEvents())
                .isFalse();
        assertThat(new PathsQuestion(scope(week), Selector.ANY, false, 1, Stretch.SESSION, List.of(), Optional.empty())
                        .isDatedByEvents())
                .isTrue();
    }

    @Test
    void namesNoCustomersOfNodesThatAreTogether() {
        did("ann", "view", "10:00");
        Vocabulary vocabulary = story.published().vocabulary();
        RowKey key = new RowKey(
                "row",
                Map.of(
                        "step",
                        new Value.Number(BigDecimal.ONE),
                        "from",
                        new Value.Text("view"),
                        "to",
                        new Value.Text("(other)")));
        assertThatThrownBy(() -> from("view", 1).members(key, vocabulary, null, Range.ALL))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("occurrences only");
    }

    private static PathsQuestion from(String event, int steps) {
        return new PathsQuestion(
                scope(ALL), Selector.of(event), false, steps, Stretch.SESSION, List.of(), Optional.empty());
    }

    private static Scope scope(Period period) {
        return new Scope(period, ZoneId.of("UTC"), List.of(), Compare.NONE);
    }

    private PathsQuestionTest did(String customer, String event, String time) {
        story.did(customer, event, at(time), Map.of());
        return this;
    }

    /** The answer, which is the same asked and kept. */
    private String answer(PathsQuestion question, String time) {
        String asked = told(story.asked(question, second(time)));
        assertThat(told(story.resumed(question, second(time)))).isEqualTo(asked);
        return asked;
    }

    private static String at(String time) {
        return "2026-03-01T" + time + ":00Z";
    }

    private static long second(String time) {
        return Instant.parse(at(time)).getEpochSecond();
    }
}
