package io.footfall.question;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How many numbers, and their exact sum.
 *
 * <p>Numbers of few digits are added up as a whole number of {@code 10^-scale}; what does not fit in 64 bits so, is added to a
 * decimal beside it.
 */
final class Moments {
    private static final int SCALE_MAX = 18;
    private static final long[] POWERS = powers();

    private long count;

    // The sum is rest + unscaled × 10^-scale.
    private long unscaled;
    private int scale;
    private BigDecimal rest = BigDecimal.ZERO;

    /** Adds {@code digits × 10^-places}, {@code n} times. */
    void add(long digits, int places, long n) {
        count += n;
        if (places < 0 || places > SCALE_MAX || !addFast(digits, places, n)) {
            addToRest(BigDecimal.valueOf(digits, places), n);
        }
    }

    void add(BigDecimal value, long n) {
        BigInteger digits = value.unscaledValue();
        if (digits.bitLength() < Long.SIZE) {
            add(digits.longValue(), value.scale(), n);
        } else {
            count += n;
            addToRest(value, n);
        }
    }

    void add(Moments other) {
        count += other.count;
        addToRest(other.total(), 1);
    }

    long count() {
        return count;
    }

    BigDecimal total() {
        return rest.add(BigDecimal.valueOf(unscaled, scale));
    }

    boolean isEmpty() {
        return count == 0 && total().signum() == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moments moments && count == moments.count && total().compareTo(moments.total()) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count) * 31 + total().stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return count + " of " + total();
    }

    /** Adds to {@link #unscaled}, unless that overflows; changes nothing then. */
    private boolean addFast(long digits, int places, long n) {
        int newScale = Math.max(scale, places);
        long times = POWERS[newScale - places];
        long term = digits * times;
        long all = term * n;
        long moved = unscaled * POWERS[newScale - scale];
        long sum = moved + all;
        boolean isExact = Math.multiplyHigh(digits, times) == term >> 63
                && Math.multiplyHigh(term, n) == all >> 63
                && Math.multiplyHigh(unscaled, POWERS[newScale - scale]) == moved >> 63
                && ((moved ^ sum) & (all ^ sum)) >= 0;
        if (isExact) {
            unscaled = sum;
            scale = newScale;
        }
        return isExact;
    }

    private void addToRest(BigDecimal value, long n) {
        rest = rest.add(n == 1 ? value : value.multiply(BigDecimal.valueOf(n)));
    }

    private static long[] powers() {
        long[] powers = new long[SCALE_MAX + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
