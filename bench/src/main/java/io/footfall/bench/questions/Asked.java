package io.footfall.bench.questions;

import io.footfall.question.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question that is measured, and its rows as the peer writes them.
 *
 * @param name what the peer calls it
 * @param form its JSON, but for the period
 * @param row a row of the answer as whole numbers
 * @param budgetMillis how long it may take while events come in
 * @param isStaircase whether rows hold how many got at least that far, where the peer says how many stopped there
 */
record Asked(
        String name, String form, int budgetMillis, Function<@Nullable Object[], List<Long>> row, boolean isStaircase) {
    private static final long DAY_MILLIS = 86_400_000;

    static List<Asked> all() {
        return List.of(
                new Asked("funnel", """
                        {"kind":"funnel","within":"7d","steps":[{"event":"Page Viewed"},{"event":"Product Viewed"},
                        {"event":"Product Added"},{"event":"Checkout Started"},{"event":"Order Completed"}]""", 300, row -> List.of((Long) value(row, 0), (Long) value(row, 2)), true),
                new Asked(
                        "daily customers",
                        "{\"kind\":\"trend\",\"measure\":\"customers\",\"interval\":\"day\"",
                        150,
                        row -> List.of(day((String) value(row, 0)), (Long) value(row, 1)),
                        false),
                new Asked(
                        "revenue by campaign",
                        """
                        {"kind":"trend","event":"Order Completed","measure":"sum","of_property":"properties.revenue",
                        "by":"properties.campaign\"""",
                        100,
                        row -> List.of(campaign((String) value(row, 0)), cents(value(row, 1))),
                        false));
    }

    /** The question, of the month that the shop is open. */
    String json(long start) {
        return form + ",\"period\":{\"from\":\"" + Instant.ofEpochMilli(start) + "\",\"to\":\""
                + Instant.ofEpochMilli(start + 30 * DAY_MILLIS) + "\"}}";
    }

    /** An answer's rows as the peer writes them. */
    List<List<Long>> rows(Answer answer) {
        List<List<Long>> rows = new ArrayList<>();
        for (@Nullable Object[] cells : answer.table().rows()) {
            if (!"(other)".equals(cells[0])) {
                rows.add(row.apply(cells));
            }
        }
        return isStaircase ? stopped(rows) : rows;
    }

    /** How many stopped at each step, from how many got at least that far. */
    private static List<List<Long>> stopped(List<List<Long>> reached) {
        List<List<Long>> rows = new ArrayList<>();
        for (int i = 0; i < reached.size(); i++) {
            long further = i + 1 < reached.size() ? reached.get(i + 1).get(1) : 0;
            rows.add(List.of(reached.get(i).get(0), reached.get(i).get(1) - further));
        }
        return rows;
    }

    private static Object value(@Nullable Object[] row, int at) {
        Object value = row[at];
        if (value == null) {
            throw new IllegalStateException("an empty cell in the answer to be compared");
        }
        return value;
    }

    private static long day(String at) {
        return OffsetDateTime.parse(at).toEpochSecond() / (DAY_MILLIS / 1000);
    }

    private static long campaign(String value) {
        return Long.parseLong(value.substring("campaign-".length()));
    }

    private static long cents(Object value) {
        return ((BigDecimal) value).movePointRight(2).longValueExact();
    }
}
