package io.footfall.question;

import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.util.List;

/** The parts of a question in plain words, for its definition. */
public final class Words {
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;

    private Words() {}

    /** What a customer did, such as {@code Product Added where properties.price is at least 20}. */
    public static String did(Selector selector) {
        return (selector.isAny() ? "anything" : names(selector)) + where(selector);
    }

    /** Which events, such as {@code Product Added events where properties.price is at least 20}. */
    public static String events(Selector selector) {
        return (selector.isAny() ? "events of any activity" : names(selector) + " events") + where(selector);
    }

    private static String names(Selector selector) {
        return listed(selector.events(), "or");
    }

    private static String where(Selector selector) {
        return selector.where().isEmpty() ? "" : " where " + all(selector.where());
    }

    /** What must all hold, such as {@code properties.price is at least 20 and source is "web"}. */
    static String all(List<Condition> conditions) {
        return listed(conditions.stream().map(Words::of).toList(), "and");
    }

    private static String listed(List<String> words, String last) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + last + " " + words.getLast();
    }

    /** One test, such as {@code properties.price is at least 20}; what a missing value passes says so. */
    public static String of(Condition condition) {
        String operands = condition.values().isEmpty()
                ? "nothing"
                : listed(condition.values().stream().map(Words::of).toList(), "or");
        boolean isInstant = Paths.isInstant(condition.path());
        return condition.path()
                + switch (condition.op()) {
                    case EQUAL, IN -> " is " + operands;
                    case NOT_EQUAL, NOT_IN -> (isInstant ? " is not " : " is missing or anything but ") + operands;
                    case GREATER -> (isInstant ? " is after " : " is above ") + operands;
                    case GREATER_OR_EQUAL -> (isInstant ? " is not before " : " is at least ") + operands;
                    case LESS -> (isInstant ? " is before " : " is below ") + operands;
                    case LESS_OR_EQUAL -> (isInstant ? " is not after " : " is at most ") + operands;
                    case CONTAINS -> " contains " + operands;
                    case STARTS_WITH -> " starts with " + operands;
                    case EXISTS -> " exists";
                    case NOT_EXISTS -> " is missing";
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

    /** Which values of a breakdown have rows, as a sentence; {@code most} says by what they rank. */
    public static String rows(Breakdown breakdown, String most) {
        String values = breakdown.limit() == 1
                ? "The value of " + breakdown.path() + " with " + most + " has rows of its own"
                : "The " + breakdown.limit() + " values of " + breakdown.path() + " with " + most
                        + " have rows of their own";
        return values + "; all others are together in (other). ";
    }

    /** That there are rows along time, such as {@code , for each day}. */
    public static String forEach(Interval interval) {
        return switch (interval) {
            case NONE -> "";
            case MINUTE -> ", for each minute";
            case MINUTES_5 -> ", for each 5 minutes of the clock";
            case MINUTES_10 -> ", for each 10 minutes of the clock";
            case MINUTES_15 -> ", for each 15 minutes of the clock";
            case MINUTES_30 -> ", for each 30 minutes of the clock";
            case HOUR -> ", for each hour";
            case DAY -> ", for each day";
            case WEEK -> ", for each week from Monday";
            case MONTH -> ", for each month";
        };
    }

    /** By what an answer is broken down, such as {@code context.campaign.source}, and on which event that is read. */
    public static String by(Breakdown breakdown) {
        return breakdown.path()
                + breakdown
                        .attribution()
                        .map(attribution -> " of their " + attribution.touch().word() + " " + event(attribution.of())
                                + " before that"
                                + attribution
                                        .within()
                                        .map(within -> " and at most " + length(within.toSeconds()) + " earlier")
                                        .orElse(""))
                        .orElse("");
    }

    /** One event of those that are meant, such as {@code Product Added where properties.price is at least 20}. */
    public static String event(Selector selector) {
        return (selector.isAny() ? "activity" : names(selector)) + where(selector);
    }

    /** In which zone and for which events, as sentences. */
    public static String zoneAndFilter(Scope scope) {
        return "Times are those of " + scope.zone().getId() + "." + robots(scope) + filter(scope);
    }

    private static String robots(Scope scope) {
        return switch (scope.robots()) {
            case EXCLUDE -> "";
            case INCLUDE -> " Events of robots count.";
            case ONLY -> " Only events of robots count.";
        };
    }

    private static String of(Of of) {
        return " Only customers count "
                + of.name()
                        .map(name -> "who are in the audience \"" + name + "\"")
                        .orElse(of.audience().memberWords())
                + ", judged at the as-of on all their events.";
    }

    private static String filter(Scope scope) {
        return scope.filter().isEmpty()
                ? ""
                : " Events are left out from the start unless " + all(scope.filter()) + '.';
    }

    /** When and for whom, as sentences that begin with the period. */
    public static String of(Scope scope) {
        StringBuilder words = new StringBuilder("Period: ").append(period(scope));
        String zone = scope.zone().getId();
        words.append(zone.equals("UTC") ? ", in UTC." : ", in " + zone + " time.");
        words.append(robots(scope))
                .append(filter(scope))
                .append(scope.of().map(Words::of).orElse(""));
        switch (scope.compare()) {
            case NONE -> {}
            case DAY -> words.append(" Beside each number is that of one calendar day earlier, up to the same minute.");
            case WEEK ->
                words.append(" Beside each number is that of seven calendar days earlier, up to the same minute.");
            case PREVIOUS ->
                words.append(
                        " Beside each number is that of as long a period just before, up to the same minute of it.");
        }
        return words.toString();
    }

    /** What ends a session, as a sentence, for a question that looks at which session events belong to; else nothing. */
    public static String sessions(Question question) {
        return question.reads().areOfSessions()
                ? " A session ends when a customer does nothing for more than "
                        + length(question.scope().gap().toSeconds()) + "."
                : "";
    }

    /** A length such as {@code 7 days}, in the largest unit up to days that divides it. */
    public static String length(long seconds) {
        if (seconds % DAY == 0) {
            return counted(seconds / DAY, "day");
        }
        if (seconds % HOUR == 0) {
            return counted(seconds / HOUR, "hour");
        }
        return seconds % MINUTE == 0 ? counted(seconds / MINUTE, "minute") : counted(seconds, "second");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
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

    private static String period(Scope scope) {
        return switch (scope.period()) {
            case Period.All ignored -> "all time";
            case Period.Between(Range(long from, long to)) ->
                "from " + Instants.written(from, scope.zone()) + " until before " + Instants.written(to, scope.zone());
            case Period.Last last -> "the last " + lastLength(last.seconds()) + grain(last);
            case Period.Calendar(Period.Calendar.Unit unit, boolean isLast) ->
                switch (unit) {
                    case DAY -> isLast ? "yesterday" : "today";
                    case WEEK -> isLast ? "last week, from Monday" : "this week, from Monday";
                    case MONTH -> isLast ? "last month" : "this month";
                };
        };
    }

    private static String lastLength(long seconds) {
        return seconds == DAY ? "24 hours" : seconds == HOUR ? "hour" : seconds == MINUTE ? "minute" : length(seconds);
    }

    private static String grain(Period.Last last) {
        return last.grainSeconds() == 1
                ? ""
                : last.grainSeconds() == MINUTE ? ", from the full minute on" : ", from the full hour on";
    }
}
