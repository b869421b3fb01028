package io.footfall.testkit.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a breakdown: how they name rows, and which come first. */
final class Values {
    static final String NONE = "(none)";
    static final String OTHER = "(other)";

    private Values() {}

    /** What names the rows of a value: lists, objects and nothing at all are {@code (none)}. */
    static Object name(@Nullable Object value) {
        return value instanceof String || value instanceof BigDecimal || value instanceof Boolean ? value : NONE;
    }

    /**
     * The first {@code limit} by measure downwards, null last, ties by booleans, numbers, texts. A text that reads
     * {@code (other)} itself shares the rows of all others.
     */
    static List<Object> ranked(Set<Object> names, Measure measure, int limit) {
        List<Object> ranked = new ArrayList<>(names);
        ranked.remove(OTHER);
        ranked.sort((left, right) -> {
            int byMeasure = compareMeasures(measure.of(left), measure.of(right));
            return byMeasure != 0 ? byMeasure : compareNames(left, right);
        });
        return ranked.subList(0, Math.min(limit, ranked.size()));
    }

    /** By what values rank. */
    interface Measure {
        @Nullable
        Object of(Object name);
    }

    static int compareNames(Object left, Object right) {
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        return Integer.compare(place(left), place(right));
    }

    private static int place(Object name) {
        return name instanceof Boolean ? 0 : name instanceof BigDecimal ? 1 : 2;
    }

    private static int compareMeasures(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return new BigDecimal(right.toString()).compareTo(new BigDecimal(left.toString()));
    }
}
