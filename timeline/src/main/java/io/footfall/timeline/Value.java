package io.footfall.timeline;

import java.math.BigDecimal;
import java.util.List;

/** What a property can be. Null is no value at all, so it is not among them. */
public sealed interface Value extends Comparable<Value> {

    /** A text. */
    record Text(String text) implements Value {}

    /** An exact decimal without trailing zeros, so that 1 and 1.0 are equal. */
    record Number(BigDecimal number) implements Value {
        /** Strips trailing zeros. */
        public Number {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
    }

    /** A boolean. */
    record Bool(boolean bool) implements Value {}

    /** A list; objects and lists inside it are kept as {@link Structure}. */
    record Array(List<Value> elements) implements Value {
        /** Copies the list. */
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** An object, of which only its being there is known here; its fields have paths of their own. */
    record Structure() implements Value {}

    /** Whether this is a text, a number or a boolean, and so can name a row. */
    default boolean isScalar() {
        return this instanceof Text || this instanceof Number || this instanceof Bool;
    }

    /** Booleans first, then numbers by size, then text by code point, then the rest. */
    @Override
    default int compareTo(Value other) {
        int byKind = Integer.compare(rank(this), rank(other));
        if (byKind != 0) {
            return byKind;
        }
        return switch (this) {
            case Bool(boolean bool) -> Boolean.compare(bool, ((Bool) other).bool());
            case Number(BigDecimal number) -> number.compareTo(((Number) other).number());
            case Text(String text) -> compareCodePoints(text, ((Text) other).text());
            case Array ignored -> 0;
            case Structure ignored -> 0;
        };
    }

    /** Compares texts by Unicode code point, which UTF-16 order is not beyond the basic plane. */
    static int compareCodePoints(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothSurrogate = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothSurrogate ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int rank(Value value) {
        return switch (value) {
            case Bool ignored -> 0;
            case Number ignored -> 1;
            case Text ignored -> 2;
            case Array ignored -> 3;
            case Structure ignored -> 4;
        };
    }
}
