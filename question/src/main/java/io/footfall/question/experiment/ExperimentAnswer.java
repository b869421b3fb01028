package io.footfall.question.experiment;

import io.footfall.question.Decimals;
import io.footfall.question.Finish;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Row;
import io.footfall.question.RowNames;
import io.footfall.question.Sum;
import io.footfall.question.Table;
import io.footfall.timeline.Value;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the rows of an experiment: the control first, then the other variations in ascending order. */
final class ExperimentAnswer {
    private static final List<String> FIELDS = List.of(
            ExperimentRows.VARIATION,
            "customers",
            ExperimentRows.CONVERTED,
            "rate",
            "difference",
            "low",
            "high",
            "z",
            "p");
    private static final MathContext SIGNIFICANT = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final int DECIMALS = 6;

    private final ExperimentQuestion question;
    private final Finish finish;

    ExperimentAnswer(ExperimentQuestion question, Finish finish) {
        this.question = question;
        this.finish = finish;
    }

    /**
     * How many were shown a variation, and how many of them reached the goal.
     *
     * @param customers the first
     * @param converted the second
     */
    private record Counted(long customers, long converted) {
        private static final Counted NOBODY = new Counted(0, 0);

        double rate() {
            return (double) converted / customers;
        }
    }

    Table table() {
        Map<Value, Counted> counted = counted();
        Counted control = counted.getOrDefault(question.control(), Counted.NOBODY);
        List<@Nullable Object[]> rows = new ArrayList<>();
        counted.forEach((variation, each) -> rows.add(row(variation, each, control)));
        return new Table(FIELDS, 1, rows);
    }

    /** Whether the variations were shown to as many as they were to be: Pearson's test. */
    Table sampleRatio() {
        Map<String, Long> shown = new TreeMap<>();
        Map<Value, Counted> counted = counted();
        counted.forEach((variation, each) -> shown.merge(written(variation), each.customers(), Long::sum));
        Map<String, BigDecimal> shares = new TreeMap<>(question.split());
        if (shares.isEmpty()) {
            shown.keySet().forEach(variation -> shares.put(variation, BigDecimal.ONE));
        }
        double all = total(shares.values());
        long customers = shares.keySet().stream()
                .mapToLong(variation -> shown.getOrDefault(variation, 0L))
                .sum();
        int df = shares.size() - 1;
        @Nullable Object[] row = new @Nullable Object[] {null, (long) df, null};
        if (customers > 0 && df > 0) {
            double chi2 = 0;
            for (Map.Entry<String, BigDecimal> share : shares.entrySet()) {
                double expected = customers * (share.getValue().doubleValue() / all);
                double off = shown.getOrDefault(share.getKey(), 0L) - expected;
                chi2 += off * off / expected;
            }
            row[0] = significant(chi2);
            row[2] = significant(Statistics.survival(chi2, df));
        }
        return new Table(List.of("chi2", "df", "p"), 0, List.<@Nullable Object[]>of(row));
    }

    private static double total(Collection<BigDecimal> shares) {
        return shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    }

    private Map<Value, Counted> counted() {
        Sum sum = finish.sum();
        IntOpenHashSet numbers = new IntOpenHashSet();
        sum.forEachRow(row -> {
            if (ExperimentRows.isOfCustomers(row)) {
                numbers.add(Row.by(row));
            }
        });
        Map<Value, Counted> others = new TreeMap<>();
        numbers.forEach((int number) -> others.put(
                finish.vocabulary().value(number),
                new Counted(sum.count(ExperimentRows.customers(number)), sum.count(ExperimentRows.converted(number)))));
        for (String promised : question.split().keySet()) {
            if (others.keySet().stream().noneMatch(value -> written(value).equals(promised))
                    && !written(question.control()).equals(promised)) {
                others.put(new Value.Text(promised), Counted.NOBODY);
            }
        }
        Map<Value, Counted> counted = new LinkedHashMap<>();
        Counted control = others.remove(question.control());
        counted.put(question.control(), control == null ? Counted.NOBODY : control);
        counted.putAll(others);
        if (counted.size() > ExperimentQuestion.VARIATIONS_MAX) {
            throw new InvalidQuestionException(
                    "too_many_rows",
                    question.variation() + " has more than " + ExperimentQuestion.VARIATIONS_MAX
                            + " values on the exposures; expected one for each variation");
        }
        return counted;
    }

    private @Nullable Object[] row(Value variation, Counted each, Counted control) {
        @Nullable Object[] row = new @Nullable Object[FIELDS.size()];
        row[0] = RowNames.of(variation);
        row[1] = each.customers();
        row[2] = each.converted();
        if (each.customers() == 0) {
            return row;
        }
        row[3] = Decimals.quotient(BigDecimal.valueOf(each.converted()), each.customers());
        if (!variation.equals(question.control()) && control.customers() > 0) {
            set(row, each, control);
        }
        return row;
    }

    private static void set(@Nullable Object[] row, Counted each, Counted control) {
        double difference = each.rate() - control.rate();
        double spread = Statistics.NORMAL_975 * Math.sqrt(variance(each) + variance(control));
        row[4] = exactDifference(each, control);
        row[5] = rounded(difference - spread);
        row[6] = rounded(difference + spread);
        double pooled = (double) (each.converted() + control.converted()) / (each.customers() + control.customers());
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / each.customers() + 1.0 / control.customers()));
        if (error > 0) {
            row[7] = significant(difference / error);
            row[8] = significant(Statistics.twoSided(difference / error));
        }
    }

    private static BigDecimal exactDifference(Counted each, Counted control) {
        BigDecimal dividend =
                product(each.converted(), control.customers()).subtract(product(control.converted(), each.customers()));
        return dividend.divide(product(each.customers(), control.customers()), DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal product(long left, long right) {
        return BigDecimal.valueOf(left).multiply(BigDecimal.valueOf(right));
    }

    private static double variance(Counted counted) {
        return counted.rate() * (1 - counted.rate()) / counted.customers();
    }

    private static String written(Value variation) {
        return RowNames.of(variation) instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : String.valueOf(RowNames.of(variation));
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal significant(double value) {
        return new BigDecimal(value).round(SIGNIFICANT);
    }
}
