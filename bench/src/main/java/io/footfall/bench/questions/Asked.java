package io.footfall.bench.questions;

import io.footfall.question.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A question that is measured, and its rows as the peer writes them.
 *
 * @param name what the peer calls it
 * @param form its JSON, with a mark for the period
 * @param budgetMillis how long it may take while events come in
 * @param columns what is compared of a row, as whole numbers
 * @param shape the rows as the peer has them
 */
record Asked(String name, String form, int budgetMillis, List<Column> columns, UnaryOperator<List<List<Long>>> shape) {
    private static final long DAY_MILLIS = 86_400_000;
    private static final String PERIOD = "PERIOD";

    /** Stands for nothing, such as what comes after a path that stops. */
    private static final long NOTHING = -1;

    /** One cell of a row as a whole number. */
    @FunctionalInterface
    interface Column {
        long of(@Nullable Object[] row);
    }

    static List<Asked> all() {
        return List.of(
                new Asked("funnel", """
                        {"kind":"funnel","within":"7d","period":PERIOD,"steps":[{"event":"Page Viewed"},
                        {"event":"Product Viewed"},{"event":"Product Added"},{"event":"Checkout Started"},
                        {"event":"Order Completed"}]}""", 300, List.of(count(0), count(2)), Asked::stopped),
                new Asked("retention by day", """
                        {"kind":"retention","start":{"event":"*"},"return":{"event":"*"},"interval":"day","periods":7,
                        "period":PERIOD}""", 250, List.of(day(0), count(1), count(3)), Asked::ofSome),
                new Asked("daily customers", """
                        {"kind":"trend","measure":"customers","interval":"day","period":PERIOD}""", 150, List.of(day(0), count(1)), rows -> rows),
                new Asked("sessions by day", """
                        {"kind":"sessions","interval":"day","period":PERIOD}""", 400, List.of(day(0), count(1), count(2)), rows -> rows),
                new Asked("paths of 3 steps", """
                        {"kind":"paths","start":{"event":"Page Viewed"},"steps":3,"scope":"session","period":PERIOD}""", 500, List.of(count(0), event(1), event(2), count(4)), Asked::sorted),
                new Asked("audience who did not", """
                        {"kind":"audience","all":[{"did":{"event":"Product Added"}},
                        {"did_not":{"event":"Order Completed"}}]}""", 200, List.of(count(0)), rows -> rows),
                new Asked("revenue by campaign", """
                        {"kind":"trend","event":"Order Completed","measure":"sum","of_property":"properties.revenue",
                        "by":"properties.campaign","period":PERIOD}""", 100, List.of(campaign(0), cents(1)), rows -> rows));
    }

    /** The question, of the month that the shop is open. */
    String json(long start) {
        return form.replace(
                PERIOD,
                "{\"from\":\"" + Instant.ofEpochMilli(start) + "\",\"to\":\""
                        + Instant.ofEpochMilli(start + 30 * DAY_MILLIS) + "\"}");
    }

    /** An answer's rows as the peer writes them. */
    List<List<Long>> rows(Answer answer) {
        List<List<Long>> rows = new ArrayList<>();
        for (@Nullable Object[] cells : answer.table().rows()) {
            // What stands for all others, or for all together, is no row of the peer's.
            if (!"(other)".equals(cells[0]) && !"all".equals(cells[0])) {
                rows.add(columns.stream().map(column -> column.of(cells)).toList());
            }
        }
        return shape.apply(rows);
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

    /** Without those that count nobody. */
    private static List<List<Long>> ofSome(List<List<Long>> rows) {
        return rows.stream().filter(row -> row.getLast() != 0).toList();
    }

    private static List<List<Long>> sorted(List<List<Long>> rows) {
        Comparator<List<Long>> byFirst = Comparator.comparing(List::getFirst);
        return rows.stream()
                .sorted(byFirst.thenComparing(row -> row.get(1)).thenComparing(row -> row.get(2)))
                .toList();
    }

    private static Column count(int at) {
        return row -> (Long) value(row, at);
    }

    private static Column day(int at) {
        return row -> OffsetDateTime.parse((String) value(row, at)).toEpochSecond() / (DAY_MILLIS / 1000);
    }

    private static Column campaign(int at) {
        return row -> Long.parseLong(((String) value(row, at)).substring("campaign-".length()));
    }

    private static Column cents(int at) {
        return row -> ((BigDecimal) value(row, at)).movePointRight(2).longValueExact();
    }

    private static Column event(int at) {
        return row -> row[at] == null ? NOTHING : Arrays.asList(Shop.NAMES).indexOf(row[at]);
    }

    private static Object value(@Nullable Object[] row, int at) {
        Object value = row[at];
        if (value == null) {
            throw new IllegalStateException("an empty cell in the answer to be compared");
        }
        return value;
    }
}
