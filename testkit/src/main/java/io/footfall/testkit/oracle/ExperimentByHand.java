package io.footfall.testkit.oracle;

import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Range;
import io.footfall.question.Selector;
import io.footfall.question.experiment.ExperimentQuestion;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers an experiment: looks at all that each customer was shown in the period, and at what they did after the first of it. */
final class ExperimentByHand {
    private static final int VARIATIONS_MAX = 100;

    private final ExperimentQuestion question;
    private final List<Did> everything;
    private final Calendar calendar;

    ExperimentByHand(ExperimentQuestion question, List<Did> everything) {
        this.question = question;
        this.everything = everything;
        this.calendar = new Calendar(question.scope());
    }

    /** Who was shown what, and who of them reached the goal. */
    private static final class Shown {
        private final Map<Object, Set<String>> customers = new TreeMap<>(Values::compareNames);
        private final Map<Object, Set<String>> converted = new TreeMap<>(Values::compareNames);
        private long ignored;
        private long sawTwo;

        Set<String> customers(Object variation) {
            return customers.getOrDefault(variation, Set.of());
        }

        Set<String> converted(Object variation) {
            return converted.getOrDefault(variation, Set.of());
        }
    }

    Answered answer(long second) {
        Shown shown = shown(second);
        Set<Object> variations = variations(shown);
        if (variations.size() > VARIATIONS_MAX) {
            throw new InvalidQuestionException("too_many_rows", "more than " + VARIATIONS_MAX);
        }
        long n0 = shown.customers(control()).size();
        long x0 = shown.converted(control()).size();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object variation : variations) {
            long n = shown.customers(variation).size();
            long x = shown.converted(variation).size();
            List<@Nullable Object> row = new ArrayList<>(List.of(variation, n, x));
            row.add(n == 0 ? null : share(x, n));
            row.addAll(
                    n == 0 || n0 == 0 || variation.equals(control())
                            ? java.util.Arrays.asList(null, null, null, null, null)
                            : set(n0, x0, n, x));
            rows.add(row);
        }
        return new Answered(
                calendar.period(second),
                shown.ignored,
                Tables.of(
                        List.of("variation", "customers", "converted", "rate", "difference", "low", "high", "z", "p"),
                        1,
                        rows),
                "{twoVariations=" + shown.sawTwo + "} " + sampleRatio(shown, variations));
    }

    List<Set<String>> members(long second) {
        Shown shown = shown(second);
        return variations(shown).stream().map(shown::customers).toList();
    }

    private Shown shown(long second) {
        Range period = calendar.period(second);
        List<Did> before = everything.stream()
                .filter(did -> did.event().timestamp() < second * 1000)
                .toList();
        Reading reading = new Reading(before, question.scope());
        Map<String, List<Did>> timelines = new LinkedHashMap<>();
        before.forEach(did -> timelines
                .computeIfAbsent(did.customer(), ignored -> new ArrayList<>())
                .add(did));
        Shown shown = new Shown();
        timelines.forEach((customer, timeline) -> {
            List<Did> exposures = new ArrayList<>();
            for (Did did : timeline) {
                if (period.holds(did.event().timestamp()) && isMeant(reading, did, question.exposure())) {
                    if (isName(reading.value(question.variation(), did))) {
                        exposures.add(did);
                    } else {
                        shown.ignored++;
                    }
                }
            }
            Set<Object> seen = new LinkedHashSet<>();
            exposures.forEach(did -> seen.add(Values.name(reading.value(question.variation(), did))));
            if (seen.size() > 1) {
                shown.sawTwo++;
            } else if (seen.size() == 1) {
                Object variation = seen.iterator().next();
                shown.customers
                        .computeIfAbsent(variation, ignored -> new TreeSet<>())
                        .add(customer);
                if (reachedAfter(exposures.getFirst(), timeline, reading)) {
                    shown.converted
                            .computeIfAbsent(variation, ignored -> new TreeSet<>())
                            .add(customer);
                }
            }
        });
        return shown;
    }

    private boolean reachedAfter(Did exposure, List<Did> timeline, Reading reading) {
        for (Did did : timeline.subList(timeline.indexOf(exposure) + 1, timeline.size())) {
            long after = did.event().timestamp() - exposure.event().timestamp();
            boolean isInTime =
                    question.within().map(within -> after <= within.toMillis()).orElse(true);
            if (isInTime && isMeant(reading, did, question.goal())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMeant(Reading reading, Did did, Selector selector) {
        return reading.isMeant(did, selector, question.scope().filter());
    }

    private static boolean isName(@Nullable Object value) {
        return value instanceof String || value instanceof BigDecimal || value instanceof Boolean;
    }

    private Object control() {
        return switch (question.control()) {
            case Value.Text(String text) -> text;
            case Value.Number(BigDecimal number) -> Said.stripped(number);
            case Value.Bool(boolean bool) -> bool;
            default -> throw new IllegalArgumentException("no control is " + question.control());
        };
    }

    /** The control, and then all that were shown or promised. */
    private Set<Object> variations(Shown shown) {
        Set<Object> others = new TreeSet<>(Values::compareNames);
        others.addAll(shown.customers.keySet());
        Set<String> written = new TreeSet<>(Set.of(written(control())));
        others.forEach(each -> written.add(written(each)));
        question.split().keySet().stream()
                .filter(promised -> !written.contains(promised))
                .forEach(others::add);
        others.remove(control());
        Set<Object> all = new LinkedHashSet<>(List.of(control()));
        all.addAll(others);
        return all;
    }

    private static String written(Object variation) {
        return variation instanceof BigDecimal number ? number.toPlainString() : variation.toString();
    }

    private static BigDecimal share(long part, long whole) {
        return new BigDecimal(part).divide(new BigDecimal(whole), 6, RoundingMode.HALF_EVEN);
    }

    private static List<@Nullable Object> set(long n0, long x0, long n, long x) {
        BigDecimal difference =
                new BigDecimal(x * n0 - x0 * n).divide(new BigDecimal(n * n0), 6, RoundingMode.HALF_EVEN);
        double p0 = x0 * 1.0 / n0;
        double p1 = x * 1.0 / n;
        double half = 1.959963984540054 * Math.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n);
        List<@Nullable Object> cells = new ArrayList<>(List.of(
                difference,
                new BigDecimal(p1 - p0 - half).setScale(6, RoundingMode.HALF_EVEN),
                new BigDecimal(p1 - p0 + half).setScale(6, RoundingMode.HALF_EVEN)));
        if (x0 + x == 0 || x0 + x == n0 + n) {
            cells.add(null);
            cells.add(null);
            return cells;
        }
        double all = (x0 + x) * 1.0 / (n0 + n);
        double z = (p1 - p0) / Math.sqrt(all * (1 - all) * (1.0 / n + 1.0 / n0));
        cells.add(sixDigits(z));
        cells.add(sixDigits(2 * tail(Math.abs(z))));
        return cells;
    }

    private String sampleRatio(Shown shown, Set<Object> variations) {
        Map<String, Double> shares = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        variations.forEach(
                each -> counts.merge(written(each), (long) shown.customers(each).size(), Long::sum));
        question.split().forEach((name, share) -> shares.put(name, share.doubleValue()));
        if (shares.isEmpty()) {
            counts.keySet().forEach(name -> shares.put(name, 1.0));
        }
        counts.keySet().retainAll(shares.keySet());
        long customers = counts.values().stream().mapToLong(each -> each).sum();
        int df = shares.size() - 1;
        if (customers == 0 || df == 0) {
            return "{chi2=null, df=" + df + ", p=null}";
        }
        double all = shares.values().stream().mapToDouble(each -> each).sum();
        double chi2 = 0;
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            double expected = customers * (share.getValue() / all);
            double off = counts.getOrDefault(share.getKey(), 0L) - expected;
            chi2 += off * off / expected;
        }
        return "{chi2=" + plain(sixDigits(chi2)) + ", df=" + df + ", p=" + plain(sixDigits(survival(chi2, df))) + "}";
    }

    /** The density of chi-squared integrated from {@code chi2} up, over its square root, where it is smooth. */
    private static double survival(double chi2, int df) {
        double from = Math.sqrt(chi2);
        double constant = 2 / Math.pow(2, df / 2.0) / gamma(df);
        return integral(u -> constant * Math.pow(from + u, df - 1.0) * Math.exp(-(from + u) * (from + u) / 2), 40);
    }

    /** Γ(df ÷ 2). */
    private static double gamma(int df) {
        return df == 1 ? Math.sqrt(Math.PI) : df == 2 ? 1 : (df / 2.0 - 1) * gamma(df - 2);
    }

    private static double tail(double z) {
        double scale = 1 / Math.max(1, z);
        return Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * scale
                * integral(u -> Math.exp(-z * u * scale - u * u * scale * scale / 2), 40);
    }

    /** By Simpson's rule, from 0 to where nothing is left. */
    private static double integral(java.util.function.DoubleUnaryOperator of, double to) {
        int parts = 40_000;
        double sum = of.applyAsDouble(0) + of.applyAsDouble(to);
        for (int i = 1; i < parts; i++) {
            sum += of.applyAsDouble(to * i / parts) * (i % 2 == 0 ? 2 : 4);
        }
        return sum * to / parts / 3;
    }

    private static BigDecimal sixDigits(double value) {
        return new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal number) {
        return Said.stripped(number).toPlainString();
    }
}
