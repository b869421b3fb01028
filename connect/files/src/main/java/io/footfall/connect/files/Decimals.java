package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.BadReason;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Exact decimals within what an answer can add: 38 digits, 18 of them behind the point. */
final class Decimals {

    static final int DIGITS_MAX = 38;
    static final int SCALE_MAX = 18;

    private static final Pattern FORM =
            Pattern.compile("[+-]?(\\d{1,38}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,2})?");

    private Decimals() {}

    /** Reads a decimal; {@code shown} is what a person sees when it is none. */
    static Cell read(String text, String shown) {
        if (!FORM.matcher(text).matches()) {
            return unreadable(shown);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.scale() < 0) {
            number = number.setScale(0);
        }
        return isWithinLimits(number) ? new Cell.Number(number) : unreadable(shown);
    }

    /** A number that was computed, or what is wrong with it. */
    static Cell checked(BigDecimal number) {
        return isWithinLimits(number) ? new Cell.Number(number) : unreadable(number.toString());
    }

    private static boolean isWithinLimits(BigDecimal number) {
        return number.precision() <= DIGITS_MAX && number.scale() <= SCALE_MAX;
    }

    static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    static Cell unreadable(String shown) {
        return new Cell.Unreadable(
                BadReason.BAD_NUMBER,
                "\"" + shown + "\" is no number of at most 38 digits, 18 of them behind the point");
    }
}
