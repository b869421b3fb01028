package io.footfall.testkit.oracle;

import io.footfall.question.Interval;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import io.footfall.question.Range;
import io.footfall.question.trend.SeriesQuestion;
import io.footfall.question.trend.TrailingQuestion;
import io.footfall.question.trend.TrendQuestion;
import io.footfall.testkit.oracle.TrendByHand.Counted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers a formula of several trends: each by hand, and then the formula, in fractions of whole numbers. */
final class SeriesByHand {
    private static final int ROWS_MAX = 10_000;

    private final SeriesQuestion question;
    private final List<TrendByHand> parts = new ArrayList<>();
    private final Calendar calendar;

    SeriesByHand(SeriesQuestion question, List<Did> everything) {
        this.question = question;
        this.calendar = new Calendar(question.scope());
        for (Question part : question.series()) {
            parts.add(
                    part instanceof TrailingQuestion(TrendQuestion trend, int dates)
                            ? new TrendByHand(trend, dates, everything)
                            : new TrendByHand((TrendQuestion) part, everything));
        }
    }

    Answered answer(long second) {
        Range range = calendar.period(second);
        List<List<Counted>> now = counted(second, range);
        List<Counted> all = now.stream().flatMap(List::stream).toList();
        List<Object> top = top(now, all);
        List<Object> names = question.by().isEmpty() ? top : TrendByHand.names(all, top);
        List<Long> intervals = parts.getFirst().intervals(all, range);
        if (Math.max(1, names.size()) * (long) intervals.size() > ROWS_MAX) {
            throw new InvalidQuestionException("too_many_rows", "more than " + ROWS_MAX);
        }
        boolean isCompared = calendar.isCompared();
        boolean hasIntervals = question.interval() != Interval.NONE;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object name : names) {
            List<@Nullable Object> values = values(now, top, name, intervals, second);
            List<@Nullable Object> earlier = isCompared
                    ? values(
                            counted(calendar.earlierAsOf(second), calendar.earlierPeriod(second)),
                            top,
                            name,
                            calendar.earlierStarts(question.interval(), intervals, second),
                            calendar.earlierAsOf(second))
                    : List.of();
            for (int i = 0; i < intervals.size(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                if (hasIntervals) {
                    row.add(calendar.written(intervals.get(i)));
                }
                if (question.by().isPresent()) {
                    row.add(name);
                }
                row.add(values.get(i));
                if (isCompared) {
                    row.add(earlier.get(i));
                }
                rows.add(row);
            }
        }
        List<String> fields = new ArrayList<>();
        if (hasIntervals) {
            fields.add("at");
        }
        question.by().ifPresent(ignored -> fields.add("by"));
        int keys = fields.size();
        fields.add("value");
        if (isCompared) {
            fields.add("previous");
        }
        long ignored = 0;
        for (int i = 0; i < parts.size(); i++) {
            ignored += now.get(i).stream().filter(parts.get(i)::isIgnored).count();
        }
        return new Answered(range, ignored, Tables.of(fields, keys, rows));
    }

    private List<List<Counted>> counted(long second, Range range) {
        return parts.stream().map(part -> part.counted(second, range)).toList();
    }

    private List<@Nullable Object> values(
            List<List<Counted>> of, List<Object> top, Object name, List<Long> intervals, long second) {
        List<List<@Nullable Object>> figures = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            figures.add(parts.get(i).figures(of.get(i), top, name, intervals, second));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < intervals.size(); row++) {
            List<@Nullable Object> operands = new ArrayList<>();
            for (List<@Nullable Object> part : figures) {
                operands.add(part.get(row));
            }
            values.add(value(operands));
        }
        return values;
    }

    private List<Object> top(List<List<Counted>> now, List<Counted> all) {
        if (question.by().isEmpty()) {
            return List.of(Values.NONE);
        }
        Set<Object> names = new HashSet<>();
        all.forEach(each -> names.add(each.by()));
        return Values.ranked(
                names,
                name -> {
                    List<@Nullable Object> operands = new ArrayList<>();
                    for (int i = 0; i < parts.size(); i++) {
                        operands.add(parts.get(i)
                                .figure(now.get(i).stream()
                                        .filter(each -> each.by().equals(name))
                                        .toList()));
                    }
                    return value(operands);
                },
                question.by().get().limit());
    }

    /** The formula's value, by the rules of reverse Polish notation: operands wait until their operator comes. */
    private @Nullable Object value(List<@Nullable Object> operands) {
        List<BigInteger[]> waiting = new ArrayList<>();
        for (char symbol : postfix(question.formula().text()).toCharArray()) {
            if (symbol >= 'A' && symbol <= 'H') {
                Object operand = operands.get(symbol - 'A');
                if (operand == null) {
                    return null;
                }
                waiting.add(fraction(new BigDecimal(operand.toString())));
            } else if (Character.isDigit(symbol)) {
                waiting.add(fraction(new BigDecimal(symbol - '0')));
            } else {
                BigInteger[] right = waiting.removeLast();
                BigInteger[] left = waiting.removeLast();
                BigInteger[] both = both(left, symbol, right);
                if (both[1].signum() == 0) {
                    return null;
                }
                waiting.add(both);
            }
        }
        BigInteger[] value = waiting.getFirst();
        return new BigDecimal(value[0]).divide(new BigDecimal(value[1]), 6, RoundingMode.HALF_EVEN);
    }

    private static BigInteger[] fraction(BigDecimal number) {
        BigDecimal scaled = number.setScale(Math.max(0, number.scale()), RoundingMode.UNNECESSARY);
        return new BigInteger[] {scaled.unscaledValue(), BigInteger.TEN.pow(scaled.scale())};
    }

    private static BigInteger[] both(BigInteger[] left, char operator, BigInteger[] right) {
        BigInteger under = left[1].multiply(right[1]);
        BigInteger first = left[0].multiply(right[1]);
        BigInteger second = right[0].multiply(left[1]);
        return switch (operator) {
            case '+' -> new BigInteger[] {first.add(second), under};
            case '-' -> new BigInteger[] {first.subtract(second), under};
            case '*' -> new BigInteger[] {left[0].multiply(right[0]), under};
            default -> new BigInteger[] {first, second};
        };
    }

    /** A formula of letters and digits with its operators after their operands. */
    private static String postfix(String formula) {
        StringBuilder postfix = new StringBuilder();
        StringBuilder operators = new StringBuilder();
        for (char symbol : formula.replace(" ", "").toCharArray()) {
            if (Character.isLetterOrDigit(symbol)) {
                postfix.append(symbol);
            } else if (symbol == '(') {
                operators.append(symbol);
            } else {
                int last = operators.length() - 1;
                while (last >= 0
                        && operators.charAt(last) != '('
                        && (symbol == ')' || !binds(symbol, operators.charAt(last)))) {
                    postfix.append(operators.charAt(last));
                    operators.setLength(last--);
                }
                if (symbol == ')') {
                    operators.setLength(last);
                } else {
                    operators.append(symbol);
                }
            }
        }
        return postfix.append(operators.reverse()).toString();
    }

    /** Whether an operator comes before one that stands to its left. */
    private static boolean binds(char operator, char left) {
        return (operator == '*' || operator == '/') && (left == '+' || left == '-');
    }
}
