package io.footfall.question;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How exact numbers in answers are. */
public final class Decimals {
    /** The most digits a number may have to be measured. */
    public static final int DIGITS_MAX = 38;

    /** The most decimals a number may have to be measured. */
    public static final int DECIMALS_MAX = 18;

    /** The decimals of a quotient. */
    public static final int QUOTIENT_DECIMALS = 6;

    private static final int MILLIS_DECIMALS = 3;

    private Decimals() {}

    /** The most digits a number may have, written in full, to name a row. */
    public static final int WRITTEN_DIGITS_MAX = 1_000;

    /** Whether a number is measured: one of more digits or decimals is counted as ignored. */
    public static boolean isKept(BigDecimal number) {
        return digits(number) <= DIGITS_MAX && number.scale() <= DECIMALS_MAX;
    }

    /** Whether a number can be written in full without its exponent making it huge. */
    public static boolean isWritable(BigDecimal number) {
        return digits(number) <= WRITTEN_DIGITS_MAX && number.scale() <= WRITTEN_DIGITS_MAX;
    }

    /** A quotient, rounded half-even to {@value #QUOTIENT_DECIMALS} decimals. */
    public static BigDecimal quotient(BigDecimal dividend, long divisor) {
        return dividend.divide(BigDecimal.valueOf(divisor), QUOTIENT_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** Milliseconds as seconds. */
    public static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, MILLIS_DECIMALS);
    }

    private static long digits(BigDecimal number) {
        return number.precision() - Math.min(0L, number.scale());
    }
}
