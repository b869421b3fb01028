package io.footfall.reconcile;

import io.footfall.question.Instants;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a comparison for people: a line for each number that differs, and how many do not. */
public final class ComparisonText {
    private static final int ROWS_MAX = 50;
    private static final String GAP = "  ";

    private ComparisonText() {}

    /** A comparison as lines. */
    public static String write(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        text.append(comparison.name())
                .append(": ")
                .append(comparison.definition())
                .append('\n');
        text.append(GAP)
                .append("of ")
                .append(Instants.written(comparison.period().from(), comparison.zone()))
                .append(" to ")
                .append(Instants.written(comparison.period().to(), comparison.zone()))
                .append("; batch at ")
                .append(at(comparison, comparison.batchSecond()))
                .append(comparison.batch().equals(Comparison.OUR_BATCH) ? "" : ", " + comparison.batch())
                .append("; live at ")
                .append(at(comparison, comparison.liveSecond()))
                .append('\n');
        List<ComparedNumber> differing = comparison.differing();
        if (!differing.isEmpty()) {
            table(differing.subList(0, Math.min(ROWS_MAX, differing.size())), text);
        }
        if (differing.size() > ROWS_MAX) {
            text.append(GAP).append(differing.size() - ROWS_MAX).append(" more differ; all of them are in --json\n");
        }
        int same = comparison.numbers().size() - differing.size();
        text.append(GAP)
                .append(same)
                .append(same == 1 ? " number is" : " numbers are")
                .append(" the same\n");
        earlier(comparison, text);
        return text.toString();
    }

    private static void table(List<ComparedNumber> numbers, StringBuilder text) {
        List<Cause> causes = Arrays.stream(Cause.values())
                .filter(cause ->
                        numbers.stream().anyMatch(number -> number.added(cause).signum() != 0))
                .toList();
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("number", "live", "batch", "difference"));
        causes.forEach(cause -> head.add(cause.word()));
        lines.add(head);
        for (ComparedNumber number : numbers) {
            List<String> line = new ArrayList<>(List.of(
                    name(number.place()),
                    written(number.live()),
                    written(number.batch()),
                    signed(number.difference())));
            causes.forEach(cause -> line.add(signed(number.added(cause))));
            lines.add(line);
        }
        int[] widths = IntStream.range(0, head.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder(GAP);
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - line.get(i).length());
                row.append(i == 0 ? line.get(i) + pad : GAP + pad + line.get(i));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private static void earlier(Comparison comparison, StringBuilder text) {
        LongSummaryStatistics earlier = comparison.numbers().stream()
                .filter(number -> number.liveSince().isPresent() && isSomething(number.batch()))
                .mapToLong(
                        number -> comparison.batchSecond() - number.liveSince().getAsLong())
                .summaryStatistics();
        if (earlier.getCount() > 0) {
            text.append(GAP)
                    .append("live had the batch's numbers ")
                    .append(hours(earlier.getMin()))
                    .append(earlier.getMin() == earlier.getMax() ? "" : " to " + hours(earlier.getMax()))
                    .append(" before it\n");
        }
    }

    /** Of what is nothing, nobody wants to know since when it is. */
    private static boolean isSomething(@Nullable BigDecimal number) {
        return number != null && number.signum() != 0;
    }

    private static String name(Place place) {
        if (place.names().isEmpty()) {
            return place.field();
        }
        return IntStream.range(0, place.names().size())
                        .mapToObj(i -> String.valueOf(place.cells().get(i)))
                        .collect(Collectors.joining(" "))
                + " "
                + place.field();
    }

    private static String at(Comparison comparison, long second) {
        return Instants.written(second * 1000, comparison.zone());
    }

    private static String hours(long seconds) {
        return seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    private static String written(@Nullable BigDecimal number) {
        if (number == null) {
            return "-";
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String signed(BigDecimal number) {
        return number.signum() == 0 ? "" : (number.signum() > 0 ? "+" : "") + written(number);
    }
}
