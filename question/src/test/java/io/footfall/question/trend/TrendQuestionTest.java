package io.footfall.question.trend;

import static io.footfall.question.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Breakdown;
import io.footfall.question.Compare;
import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Period;
import io.footfall.question.Row;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.question.Story;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendQuestionTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String NOW = "2026-03-03T12:00:00Z";
    private static final Period ALL = new Period.All();

    private final Story orders = new Story()
            .did("ann", "Order", "2026-03-01T10:00:00Z", Map.of("revenue", 10, "city", "Rome"))
            .did("ann", "Order", "2026-03-01T11:00:00Z", Map.of("revenue", new BigDecimal("20.50"), "city", "Oslo"))
            .did("bob", "Order", "2026-03-01T12:00:00Z", Map.of("revenue", "7", "city", "Rome"))
            .did("bob", "Order", "2026-03-03T09:00:00Z", Map.of("revenue", 40))
            .did("bob", "View", "2026-03-03T10:00:00Z", Map.of("city", List.of("Rome", "Oslo")));

    @Test
    void countsEventsByDayWithoutAGap() {
        assertThat(told(orders.asked(trend(Measure.COUNT, null, Interval.DAY, ALL), NOW)))
                .isEqualTo("""
                at value
                2026-03-01T00:00:00Z 3
                2026-03-02T00:00:00Z 0
                2026-03-03T00:00:00Z 1
                """);
    }

    @Test
    void countsACustomerOnceInEachRow() {
        assertThat(told(orders.asked(trend(Measure.CUSTOMERS, null, Interval.DAY, ALL), NOW)))
                .isEqualTo("""
                at value
                2026-03-01T00:00:00Z 2
                2026-03-02T00:00:00Z 0
                2026-03-03T00:00:00Z 1
                """);
    }

    @Test
    void leavesTextOutOfASumAndSaysSo() {
        TrendQuestion question = trend(Measure.SUM, "properties.revenue", Interval.NONE, ALL);
        assertThat(told(orders.asked(question, NOW))).isEqualTo("value\n70.5\n");
        assertThat(orders.sum(question, Instant.parse(NOW).getEpochSecond()).count(Row.IGNORED))
                .isEqualTo(1);
    }

    @Test
    void saysEveryStatisticOfAProperty() {
        Map<Measure, String> expected = Map.of(
                Measure.AVG, "23.5",
                Measure.MIN, "10",
                Measure.MAX, "40",
                Measure.MEDIAN, "20.5",
                Measure.P75, "40",
                Measure.P99, "40",
                Measure.DISTINCT, "4",
                Measure.PER_CUSTOMER, "35.25");
        expected.forEach((measure, value) -> assertThat(
                        told(orders.asked(trend(measure, "properties.revenue", Interval.NONE, ALL), NOW)))
                .as(measure.word())
                .isEqualTo("value\n" + value + "\n"));
    }

    @Test
    void saysNullOfNothingButZeroForCountsAndSums() {
        Story nothing = new Story();
        assertThat(told(nothing.asked(trend(Measure.COUNT, null, Interval.NONE, ALL), NOW)))
                .isEqualTo("value\n0\n");
        assertThat(told(nothing.asked(trend(Measure.SUM, "properties.x", Interval.NONE, ALL), NOW)))
                .isEqualTo("value\n0\n");
        assertThat(told(nothing.asked(trend(Measure.AVG, "properties.x", Interval.NONE, ALL), NOW)))
                .isEqualTo("value\nnull\n");
        assertThat(told(nothing.asked(trend(Measure.COUNT, null, Interval.DAY, ALL), NOW)))
                .isEqualTo("at value\n\n");
    }

    @Test
    void ranksValuesAndPutsTheRestTogether() {
        TrendQuestion question = by("properties.city", 1, Measure.COUNT);
        assertThat(told(orders.asked(question, NOW))).isEqualTo("""
                by value
                Rome 2
                (other) 2
                """);
    }

    @Test
    void breaksTiesByValueWithNoneAmongText() {
        assertThat(told(orders.asked(by("properties.city", 20, Measure.CUSTOMERS), NOW)))
                .isEqualTo("""
                by value
                Rome 2
                (none) 1
                Oslo 1
                """);
    }

    @Test
    void setsEachRowBesideTheOneADayEarlier() {
        TrendQuestion question = new TrendQuestion(
                new Scope(new Period.Calendar(Period.Calendar.Unit.DAY, false), UTC, List.of(), Compare.DAY),
                Selector.of("Order"),
                Measure.COUNT,
                null,
                Interval.NONE,
                Optional.empty());
        assertThat(told(orders.asked(question, "2026-03-02T11:00:30Z"))).isEqualTo("value previous\n0 1\n");
        assertThat(told(orders.asked(question, "2026-03-02T12:01:00Z"))).isEqualTo("value previous\n0 3\n");
    }

    @Test
    void refusesMoreThanTenThousandRows() {
        Period days = new Period.Last(86_400L * 8);
        assertThatThrownBy(() -> orders.asked(trend(Measure.COUNT, null, Interval.MINUTE, days), NOW))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("10000 rows")
                .extracting(thrown -> ((InvalidQuestionException) thrown).code())
                .isEqualTo("too_many_rows");
    }

    @Test
    void showsTheHourTwiceOnTheNightTheClockGoesBack() {
        Story night = new Story()
                .did("ann", "Order", "2026-10-25T00:30:00Z", Map.of())
                .did("ann", "Order", "2026-10-25T01:30:00Z", Map.of())
                .did("ann", "Order", "2026-10-25T02:30:00Z", Map.of());
        TrendQuestion question = new TrendQuestion(
                new Scope(ALL, ZoneId.of("Europe/Berlin"), List.of(), Compare.NONE),
                Selector.of("Order"),
                Measure.COUNT,
                null,
                Interval.HOUR,
                Optional.empty());
        assertThat(told(night.asked(question, "2026-10-26T00:00:00Z"))).isEqualTo("""
                at value
                2026-10-25T02:00:00+02:00 1
                2026-10-25T02:00:00+01:00 1
                2026-10-25T03:00:00+01:00 1
                """);
    }

    private static TrendQuestion trend(Measure measure, @Nullable String ofProperty, Interval interval, Period period) {
        return new TrendQuestion(
                new Scope(period, UTC, List.of(), Compare.NONE),
                Selector.of("Order"),
                measure,
                ofProperty,
                interval,
                Optional.empty());
    }

    private static TrendQuestion by(String path, int limit, Measure measure) {
        return new TrendQuestion(
                new Scope(ALL, UTC, List.of(), Compare.NONE),
                Selector.of("Order"),
                measure,
                null,
                Interval.NONE,
                Optional.of(new Breakdown(path, limit)));
    }
}
