package io.footfall.bench;

/**
 * A figure beside what it should be.
 *
 * @param what what was measured
 * @param measured the figure with its unit
 * @param budget what it should be
 * @param isHeld whether it is
 */
public record Budget(String what, String measured, String budget, boolean isHeld) {
    /** A figure that should be no less than {@code least}. */
    public static Budget atLeast(String what, double measured, double least, int decimals, String unit) {
        return new Budget(
                what,
                Report.decimal(measured, decimals) + unit,
                "≥ " + Report.decimal(least, decimals) + unit,
                measured >= least);
    }

    /** A figure that should be no more than {@code most}. */
    public static Budget atMost(String what, double measured, double most, int decimals, String unit) {
        return new Budget(
                what,
                Report.decimal(measured, decimals) + unit,
                "≤ " + Report.decimal(most, decimals) + unit,
                measured <= most);
    }
}
