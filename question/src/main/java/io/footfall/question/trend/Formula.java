package io.footfall.question.trend;

import io.footfall.question.Decimals;
import io.footfall.question.InvalidQuestionException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An arithmetic expression of series, such as {@code (A - B) / A * 100}: letters, numbers, {@code + - * /} and parentheses.
 *
 * <p>It is worked out exactly and rounded once, at the end.
 */
public final class Formula {
    /** The longest, in characters. */
    public static final int LENGTH_MAX = 200;

    private final String text;
    private final Node root;

    private Formula(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a formula of so many series.
     *
     * @throws InvalidQuestionException if it is none, with the place at which it stops being one
     */
    public static Formula parse(String text, int series) {
        if (text.length() > LENGTH_MAX) {
            throw invalid("the formula has " + text.length() + " characters, the limit is " + LENGTH_MAX);
        }
        return new Formula(text, new Reader(text, series).whole());
    }

    /** The letter of a series, counted from 0. */
    public static String letter(int series) {
        return String.valueOf((char) ('A' + series));
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Its value where series have these; null where one it names has none, or it divides by zero. */
    @Nullable
    BigDecimal of(List<@Nullable BigDecimal> series) {
        Fraction value = root.of(series);
        return value == null
                ? null
                : value.over().divide(value.under(), Decimals.QUOTIENT_DECIMALS, RoundingMode.HALF_EVEN);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Formula formula && text.equals(formula.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Part of a formula. */
    private interface Node {
        @Nullable
        Fraction of(List<@Nullable BigDecimal> series);
    }

    /**
     * An exact quotient.
     *
     * @param over what is divided
     * @param under by what, which is not zero
     */
    private record Fraction(BigDecimal over, BigDecimal under) {
        static Fraction of(BigDecimal whole) {
            return new Fraction(whole, BigDecimal.ONE);
        }

        @Nullable
        Fraction with(char operator, Fraction other) {
            return switch (operator) {
                case '+' ->
                    new Fraction(
                            over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
                case '-' ->
                    new Fraction(
                            over.multiply(other.under).subtract(other.over.multiply(under)),
                            under.multiply(other.under));
                case '*' -> new Fraction(over.multiply(other.over), under.multiply(other.under));
                default ->
                    other.over.signum() == 0
                            ? null
                            : new Fraction(over.multiply(other.under), under.multiply(other.over));
            };
        }
    }

    /** Reads a formula from left to right. */
    private static final class Reader {
        private final String text;
        private final int series;
        private int at;

        Reader(String text, int series) {
            this.text = text;
            this.series = series;
        }

        Node whole() {
            Node whole = sum();
            if (peek() != END) {
                throw unexpected("an operator: + - * /");
            }
            return whole;
        }

        private Node sum() {
            Node left = product();
            while (peek() == '+' || peek() == '-') {
                left = both(left, take(), product());
            }
            return left;
        }

        private Node product() {
            Node left = factor();
            while (peek() == '*' || peek() == '/') {
                left = both(left, take(), factor());
            }
            return left;
        }

        private Node factor() {
            char next = peek();
            if (next == '-') {
                take();
                return both(values -> Fraction.of(BigDecimal.ZERO), '-', factor());
            }
            if (next == '(') {
                take();
                Node inner = sum();
                if (peek() != ')') {
                    throw unexpected("a closing parenthesis");
                }
                take();
                return inner;
            }
            if (next >= '0' && next <= '9') {
                return number();
            }
            int named = next - 'A';
            if (named < 0 || named >= series) {
                throw unexpected("a number, a parenthesis or a series, A to " + letter(series - 1));
            }
            take();
            return (List<@Nullable BigDecimal> values) -> {
                BigDecimal value = values.get(named);
                return value == null ? null : Fraction.of(value);
            };
        }

        private Node number() {
            int from = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            String digits = text.substring(from, at);
            if (!digits.matches("[0-9]{1,38}(\\.[0-9]{1,18})?")) {
                throw invalid(
                        "the formula has \"" + digits + "\"; expected a number of at most 38 digits and 18 decimals");
            }
            BigDecimal number = new BigDecimal(digits);
            return values -> Fraction.of(number);
        }

        private static Node both(Node left, char operator, Node right) {
            return (List<@Nullable BigDecimal> values) -> {
                Fraction first = left.of(values);
                Fraction second = right.of(values);
                return first == null || second == null ? null : first.with(operator, second);
            };
        }

        private static final char END = 0;

        private char peek() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return at < text.length() ? text.charAt(at) : END;
        }

        private char take() {
            return text.charAt(at++);
        }

        private InvalidQuestionException unexpected(String expected) {
            return invalid("the formula \"" + text + "\" has "
                    + (at < text.length() ? "\"" + text.charAt(at) + "\" at character " + (at + 1) : "an end too early")
                    + "; expected " + expected);
        }
    }

    private static InvalidQuestionException invalid(String message) {
        return new InvalidQuestionException("invalid_question", message);
    }
}
