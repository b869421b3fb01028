package io.footfall.question.experiment;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Compare;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExperimentQuestionTest {
    private final Story story = new Story();

    @Test
    void setsEachVariationBesideTheControl() {
        for (int i = 0; i < 200; i++) {
            sees("control " + i, "a", "2026-03-01T10:00:00");
            sees("other " + i, "b", "2026-03-01T10:00:00");
            if (i < 20) {
                buys("control " + i, "2026-03-01T11:00:00");
            }
            if (i < 40) {
                buys("other " + i, "2026-03-01T11:00:00");
            }
        }
        assertThat(table(experiment(new Period.All()), "2026-03-02T00:00:00")).isEqualTo("""
                variation customers converted rate difference low high z p
                a 200 20 0.1 null null null null null
                b 200 40 0.2 0.1 0.030705 0.169295 2.80056 0.0051014
                """);
    }

    @Test
    void countsTheFirstExposureAndOnlyWhatComesAfterItWithinTheLimit() {
        buys("early", "2026-03-01T09:00:00");
        sees("early", "a", "2026-03-01T10:00:00");
        sees("late", "a", "2026-03-01T10:00:00");
        // Seen again, which begins nothing anew.
        sees("late", "a", "2026-03-02T00:00:00");
        buys("late", "2026-03-02T10:00:01");
        sees("in time", "a", "2026-03-01T10:00:00");
        buys("in time", "2026-03-02T10:00:00");
        assertThat(customers(experiment(new Period.All()), "2026-03-03T00:00:00"))
                .isEqualTo("a 3 1");
    }

    @Test
    void leavesOutWhoIsShownTwoVariationsUntilThePeriodHoldsOneOfThem() {
        sees("ann", "a", "2026-03-01T10:00:00");
        sees("ann", "b", "2026-03-01T10:30:00");
        buys("ann", "2026-03-01T10:40:00");
        ExperimentQuestion lastHour = experiment(new Period.Last(3_600));
        assertThat(customers(lastHour, "2026-03-01T10:30:00")).isEqualTo("a 1 0");
        assertThat(customers(lastHour, "2026-03-01T10:50:00")).isEqualTo("a 0 0");
        assertThat(customers(lastHour, "2026-03-01T11:00:01")).isEqualTo("a 0 0, b 1 1");
        assertThat(customers(lastHour, "2026-03-01T11:30:01")).isEqualTo("a 0 0");
        assertThat(story.sum(lastHour, second("2026-03-01T10:50:00")).count(ExperimentRows.TWO_VARIATIONS))
                .isEqualTo(1);
    }

    @Test
    void aGoalOfTodayCountsForAnExposureOfYesterday() {
        sees("ann", "a", "2026-03-01T10:00:00");
        sees("ann", "a", "2026-03-02T09:00:00");
        buys("ann", "2026-03-02T09:30:00");
        ExperimentQuestion yesterday = experiment(new Period.Calendar(Period.Calendar.Unit.DAY, true));
        assertThat(customers(yesterday, "2026-03-02T09:20:00")).isEqualTo("a 1 0");
        assertThat(customers(yesterday, "2026-03-02T10:00:00")).isEqualTo("a 1 1");
        assertThat(customers(yesterday, "2026-03-03T10:00:00")).isEqualTo("a 1 1");
    }

    @Test
    void anExposureThatSaysNoVariationIsIgnored() {
        story.did("ann", "See", "2026-03-01T10:00:00Z", Map.of("variation", List.of("a", "b")));
        story.did("bob", "See", "2026-03-01T10:00:00Z", Map.of());
        assertThat(customers(experiment(new Period.All()), "2026-03-02T00:00:00"))
                .isEqualTo("a 0 0");
        assertThat(story.sum(experiment(new Period.All()), second("2026-03-02T00:00:00"))
                        .count(io.footfall.question.Row.IGNORED))
                .isEqualTo(2);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(() -> experiment("timestamp", Compare.NONE, Map.of()), "an instant");
        assertRefused(() -> experiment("properties.variation", Compare.DAY, Map.of()), "takes no compare");
        assertRefused(() -> experiment("properties.variation", Compare.NONE, Map.of("a", BigDecimal.ONE)), "2 to 100");
        assertRefused(
                () -> experiment(
                        "properties.variation", Compare.NONE, Map.of("a", BigDecimal.ONE, "b", BigDecimal.ZERO)),
                "split.b is 0");
    }

    private static void assertRefused(Runnable making, String message) {
        assertThatThrownBy(making::run)
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining(message);
    }

    private static ExperimentQuestion experiment(Period period) {
        return new ExperimentQuestion(
                new Scope(period, ZoneId.of("UTC"), List.of(), Compare.NONE),
                Selector.of("See"),
                "properties.variation",
                new Value.Text("a"),
                Selector.of("Buy"),
                Optional.of(Duration.ofDays(1)),
                new TreeMap<>());
    }

    private static ExperimentQuestion experiment(String path, Compare compare, Map<String, BigDecimal> split) {
        SortedMap<String, BigDecimal> sorted = new TreeMap<>(split);
        return new ExperimentQuestion(
                new Scope(new Period.All(), ZoneId.of("UTC"), List.of(), compare),
                Selector.of("See"),
                path,
                new Value.Text("a"),
                Selector.of("Buy"),
                Optional.empty(),
                sorted);
    }

    private void sees(String customer, String variation, String at) {
        story.did(customer, "See", at + "Z", Map.of("variation", variation));
    }

    private void buys(String customer, String at) {
        story.did(customer, "Buy", at + "Z", Map.of());
    }

    /** The first three cells of each row. */
    private String customers(ExperimentQuestion question, String asOf) {
        List<String> rows = table(question, asOf).lines().skip(1).toList();
        return String.join(
                ", ",
                rows.stream()
                        .map(row -> row.split(" "))
                        .map(cells -> cells[0] + " " + cells[1] + " " + cells[2])
                        .toList());
    }

    /** The answer, which is the same asked and resumed. */
    private String table(ExperimentQuestion question, String asOf) {
        String asked = told(story.asked(question, second(asOf)));
        assertThat(told(story.resumed(question, second(asOf)))).isEqualTo(asked);
        return asked;
    }

    private static long second(String at) {
        return Instant.parse(at + "Z").getEpochSecond();
    }
}
