package io.footfall.reconcile;

import java.math.BigDecimal;

/**
 * The lowest and the highest number of one row at one time of day, in the days before.
 *
 * <p>A number has left it if it is less than half the lowest or more than twice the highest, and by at least {@link #LEAST}, so that a
 * few people more or less are nothing. No more than arithmetic, so that anybody can check a find by hand.
 */
record OrdinaryRange(BigDecimal lowest, BigDecimal highest) {
    static final BigDecimal LEAST = BigDecimal.TEN;
    private static final BigDecimal FACTOR = BigDecimal.TWO;

    OrdinaryRange with(BigDecimal number) {
        return new OrdinaryRange(lowest.min(number), highest.max(number));
    }

    boolean isAbove(BigDecimal number) {
        return number.compareTo(highest.multiply(FACTOR)) > 0
                && number.subtract(highest).compareTo(LEAST) >= 0;
    }

    boolean isBelow(BigDecimal number) {
        return number.multiply(FACTOR).compareTo(lowest) < 0
                && lowest.subtract(number).compareTo(LEAST) >= 0;
    }
}
