package io.footfall.question;

import java.math.BigDecimal;

/** How many numbers, and their exact sum. */
final class Moments {
    private long count;
    private BigDecimal total = BigDecimal.ZERO;

    void add(BigDecimal value, long n) {
        count += n;
        total = total.add(n == 1 ? value : value.multiply(BigDecimal.valueOf(n)));
    }

    void add(Moments other) {
        count += other.count;
        total = total.add(other.total);
    }

    long count() {
        return count;
    }

    BigDecimal total() {
        return total;
    }

    boolean isEmpty() {
        return count == 0 && total.signum() == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moments moments && count == moments.count && total.compareTo(moments.total) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count) * 31 + total.stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return count + " of " + total;
    }
}
