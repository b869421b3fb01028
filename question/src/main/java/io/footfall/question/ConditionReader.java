package io.footfall.question;

import io.footfall.question.Condition.Op;
import io.footfall.timeline.EventView;
import io.footfall.timeline.Value;
import io.footfall.timeline.Vocabulary;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Makes a condition into a test of events.
 *
 * <p>A number is compared with numbers by size, a text with texts exactly, a boolean with booleans; values of different types
 * are never equal. An array passes if any of its elements does, and {@code !=} and {@code not_in} are the opposite of {@code =}
 * and {@code in}. An object only exists. A missing value passes {@code !=}, {@code not_in} and {@code not_exists} only.
 */
final class ConditionReader {
    private final ZoneId zone;
    private final FoldContext context;

    ConditionReader(ZoneId zone, FoldContext context) {
        this.zone = zone;
        this.context = context;
    }

    /** The test that a condition is. For one thread. */
    Predicate<EventView> test(Condition condition) {
        if (Paths.isInstant(condition.path())) {
            LongPredicate test = ofInstant(condition);
            return condition.path().equals("timestamp")
                    ? event -> test.test(event.timestamp())
                    : event -> test.test(event.receivedAt());
        }
        Vocabulary vocabulary = context.vocabulary();
        PathReader reader = PathReader.of(condition.path(), zone, context);
        Memo memo = new Memo(number -> number == Vocabulary.NONE
                ? passesMissing(condition.op())
                : passes(condition, vocabulary.value(number)));
        return event -> memo.test(reader.value(event));
    }

    static boolean passesMissing(Op op) {
        return op == Op.NOT_EQUAL || op == Op.NOT_IN || op == Op.NOT_EXISTS;
    }

    static boolean passes(Condition condition, Value value) {
        return switch (condition.op()) {
            case EXISTS -> true;
            case NOT_EXISTS -> false;
            case NOT_EQUAL, NOT_IN -> !anyIsAmong(value, condition.values());
            case EQUAL, IN -> anyIsAmong(value, condition.values());
            default -> {
                Value operand = condition.values().getFirst();
                yield value instanceof Value.Array(List<Value> elements)
                        ? elements.stream().anyMatch(element -> compares(element, condition.op(), operand))
                        : compares(value, condition.op(), operand);
            }
        };
    }

    private static boolean anyIsAmong(Value value, List<Value> operands) {
        return value instanceof Value.Array(List<Value> elements)
                ? elements.stream().anyMatch(element -> element.isScalar() && operands.contains(element))
                : value.isScalar() && operands.contains(value);
    }

    private static boolean compares(Value value, Op op, Value operand) {
        if (value instanceof Value.Number number && operand instanceof Value.Number) {
            return ordered(number.compareTo(operand), op);
        }
        if (value instanceof Value.Text(String text) && operand instanceof Value.Text(String part)) {
            return op == Op.CONTAINS ? text.contains(part) : op == Op.STARTS_WITH && text.startsWith(part);
        }
        return false;
    }

    private static boolean ordered(int comparison, Op op) {
        return switch (op) {
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            default -> false;
        };
    }

    private LongPredicate ofInstant(Condition condition) {
        long[] instants = condition.values().stream()
                .mapToLong(value -> Instants.millis(condition.path(), value, zone))
                .toArray();
        return switch (condition.op()) {
            case EXISTS -> timestamp -> true;
            case NOT_EXISTS -> timestamp -> false;
            case EQUAL, IN -> timestamp -> isAmong(timestamp, instants);
            case NOT_EQUAL, NOT_IN -> timestamp -> !isAmong(timestamp, instants);
            case CONTAINS, STARTS_WITH ->
                throw new InvalidQuestionException(
                        "invalid_question",
                        "\"" + condition.path() + "\" is an instant, which "
                                + condition.op().word() + " does not compare");
            default -> timestamp -> ordered(Long.compare(timestamp, instants[0]), condition.op());
        };
    }

    private static boolean isAmong(long timestamp, long[] instants) {
        for (long instant : instants) {
            if (instant == timestamp) {
                return true;
            }
        }
        return false;
    }
}
