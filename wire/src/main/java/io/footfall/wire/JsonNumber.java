package io.footfall.wire;

import io.footfall.event.DocumentWriter;
import java.math.BigDecimal;

/** Copies the text of a JSON number into a document exactly, if it is within what may be read. */
final class JsonNumber {
    /** The most digits before the exponent. */
    static final int DIGITS_MAX = 64;

    /** The largest exponent written out, of either sign. */
    static final int EXPONENT_MAX = 400;

    private static final int DIGITS_OF_LONG = 18;

    private JsonNumber() {}

    /** Whether the number, which is well-formed, has at most 64 digits and an exponent within ±400. */
    static boolean isLegal(char[] characters, int from, int length) {
        int digits = 0;
        int end = from + length;
        for (int at = from; at < end; at++) {
            char character = characters[at];
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character == 'e' || character == 'E') {
                return digits <= DIGITS_MAX && isLegalExponent(characters, at + 1, end);
            }
        }
        return digits <= DIGITS_MAX;
    }

    private static boolean isLegalExponent(char[] characters, int from, int end) {
        int exponent = 0;
        for (int at = from; at < end && exponent <= EXPONENT_MAX; at++) {
            char character = characters[at];
            if (character >= '0' && character <= '9') {
                exponent = exponent * 10 + character - '0';
            }
        }
        return exponent <= EXPONENT_MAX;
    }

    /** Writes the number; false, with nothing written, if it is past a limit. */
    static boolean copy(char[] characters, int from, int length, DocumentWriter into) {
        if (length <= DIGITS_OF_LONG && copyPlain(characters, from, length, into)) {
            return true;
        }
        if (!isLegal(characters, from, length)) {
            return false;
        }
        into.number(new BigDecimal(characters, from, length));
        return true;
    }

    /** Writes a number that has no exponent and fits a long; false, with nothing written, for another. */
    private static boolean copyPlain(char[] characters, int from, int length, DocumentWriter into) {
        int end = from + length;
        boolean isNegative = characters[from] == '-';
        long unscaled = 0;
        int point = end;
        for (int at = isNegative ? from + 1 : from; at < end; at++) {
            char character = characters[at];
            if (character == '.') {
                point = at + 1;
            } else if (character >= '0' && character <= '9') {
                unscaled = unscaled * 10 + character - '0';
            } else {
                return false;
            }
        }
        into.number(isNegative ? -unscaled : unscaled, end - point);
        return true;
    }
}
