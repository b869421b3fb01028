package io.footfall.question.experiment;

/**
 * How likely numbers are to differ by chance.
 *
 * <p>Both tests come down to the complementary error function: for small arguments by its ascending series, for others by its
 * continued fraction (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14); the survival function of
 * chi-squared of any whole number of degrees of freedom follows by a finite sum (26.4.4 and 26.4.5). Exact to some 12 digits, and the
 * same on every machine.
 */
final class Statistics {
    /** The place of the standard normal distribution below which 97.5 % lie. */
    static final double NORMAL_975 = 1.959963984540054;

    private static final double SERIES_MAX = 2;
    private static final int FRACTION_TERMS = 120;

    private Statistics() {}

    /** How likely the standard normal is at least so far from zero, on either side. */
    static double twoSided(double z) {
        return complementaryError(Math.abs(z) / Math.sqrt(2));
    }

    /** How likely chi-squared with {@code df} degrees of freedom is at least {@code chi2}. */
    static double survival(double chi2, int df) {
        double half = chi2 / 2;
        boolean isOdd = df % 2 == 1;
        double survival = isOdd ? complementaryError(Math.sqrt(half)) : StrictMath.exp(-half);
        // half^a · e^-half ÷ Γ(a + 1), for a from ½ or 1 in steps of 1.
        double term = isOdd ? 2 * Math.sqrt(half / Math.PI) * StrictMath.exp(-half) : half * StrictMath.exp(-half);
        for (double a = isOdd ? 0.5 : 1; a < df / 2.0 - 0.25; a++) {
            survival += term;
            term *= half / (a + 1);
        }
        return survival;
    }

    private static double complementaryError(double x) {
        double scale = StrictMath.exp(-x * x) / Math.sqrt(Math.PI);
        if (x < SERIES_MAX) {
            double term = 2 * x * scale;
            double sum = 0;
            for (int n = 1; sum + term != sum; n++) {
                sum += term;
                term *= 2 * x * x / (2 * n + 1);
            }
            return 1 - sum;
        }
        double fraction = x;
        for (int n = FRACTION_TERMS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return scale / fraction;
    }
}
