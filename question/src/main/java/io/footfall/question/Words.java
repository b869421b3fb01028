package io.footfall.question;

import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a question in plain words, for its definition. */
public final class Words {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;

    private Words() {}

    /** Which events, such as {@code Product Added where properties.price >= 20}. */
    public static String of(Selector selector) {
        String names = selector.isAny() ? "any activity" : String.join(" or ", selector.events());
        return selector.where().isEmpty() ? names : names + " where " + all(selector.where());
    }

    /** What must all hold, such as {@code properties.price >= 20 and source = "web"}. */
    public static String all(List<Condition> conditions) {
        return conditions.stream().map(Words::of).collect(Collectors.joining(" and "));
    }

    /** One test, such as {@code properties.price >= 20}. */
    public static String of(Condition condition) {
        String operands = condition.values().stream().map(Words::of).collect(Collectors.joining(", "));
        String tested = condition.path() + " ";
        return switch (condition.op()) {
            case EXISTS -> tested + "exists";
            case NOT_EXISTS -> tested + "does not exist";
            case IN -> tested + "is one of " + operands;
            case NOT_IN -> tested + "is none of " + operands;
            case STARTS_WITH -> tested + "starts with " + operands;
            default -> tested + condition.op().word() + " " + operands;
        };
    }

    /** A value as in JSON. */
    public static String of(Value value) {
        return switch (value) {
            case Value.Text(String text) -> "\"" + text + "\"";
            case Value.Number(BigDecimal number) -> number.toPlainString();
            case Value.Bool(boolean bool) -> Boolean.toString(bool);
            case Value.Array ignored -> "a list";
            case Value.Structure ignored -> "an object";
        };
    }

    /** When and for whom, as a sentence that begins with the period and ends with a full stop. */
    public static String of(Scope scope) {
        StringBuilder words = new StringBuilder(ofPeriod(scope));
        words.append(", in the time of ").append(scope.zone().getId());
        if (!scope.filter().isEmpty()) {
            words.append("; only events where ").append(all(scope.filter())).append(" exist");
        }
        switch (scope.compare()) {
            case NONE -> {}
            case DAY -> words.append("; beside the same one day earlier");
            case WEEK -> words.append("; beside the same seven days earlier");
            case PREVIOUS -> words.append("; beside the same one period earlier");
        }
        return words.append('.').toString();
    }

    /** A length such as {@code 7d}, in the largest unit that divides it. */
    public static String duration(long seconds) {
        if (seconds % WEEK == 0) {
            return seconds / WEEK + "w";
        }
        if (seconds % DAY == 0) {
            return seconds / DAY + "d";
        }
        if (seconds % HOUR == 0) {
            return seconds / HOUR + "h";
        }
        return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }

    private static String ofPeriod(Scope scope) {
        return switch (scope.period()) {
            case Period.All ignored -> "All time";
            case Period.Between(Range(long from, long to)) ->
                "From " + Instants.written(from, scope.zone()) + " to before " + Instants.written(to, scope.zone());
            case Period.Last last -> "The last " + duration(last.seconds()) + grain(last);
            case Period.Calendar(Period.Calendar.Unit unit, boolean isLast) ->
                switch (unit) {
                    case DAY -> isLast ? "Yesterday" : "Today";
                    case WEEK -> isLast ? "Last week, from Monday" : "This week, from Monday";
                    case MONTH -> isLast ? "Last month" : "This month";
                };
        };
    }

    private static String grain(Period.Last last) {
        return last.grainSeconds() == 1
                ? ""
                : last.grainSeconds() == MINUTE ? ", from a full minute on" : ", from a full hour on";
    }
}
