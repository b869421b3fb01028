package io.footfall.question.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    /** The values of {@code 2 * (1 - pnorm(z))} to 12 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.001, 9.99202115572178e-1",
        "0.5, 6.17075077451974e-1",
        "1, 3.17310507862914e-1",
        "1.96, 4.99957902964409e-2",
        "2.5, 1.24193306515523e-2",
        "2.8, 5.11026066085587e-3",
        "2.85, 4.37192290982648e-3",
        "4, 6.33424836662398e-5",
        "8, 1.24419211485436e-15",
        "20, 5.50724823721247e-89",
        "36, 8.36524813159457e-284"
    })
    void saysHowLikelyTheStandardNormalIsSoFarFromZero(double z, double p) {
        assertThat(Statistics.twoSided(z)).isCloseTo(p, within(p * 1e-11));
        assertThat(Statistics.twoSided(-z)).isEqualTo(Statistics.twoSided(z));
    }

    /** The values of {@code pchisq(chi2, df, lower.tail = FALSE)} to 12 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 1, 9.20344325445942e-1",
        "3.84145882069412, 1, 5.00000000000002e-2",
        "50, 1, 1.53745979442803e-12",
        "0.5, 2, 7.78800783071405e-1",
        "5.99146454710798, 2, 5.00000000000001e-2",
        "7.81, 3, 5.01060563500059e-2",
        "0.2, 3, 9.77589297761649e-1",
        "100, 4, 9.83662422461598e-21",
        "18.3, 10, 5.01090614114625e-2",
        "60, 99, 9.99319997049849e-1",
        "200, 99, 8.19391189142211e-9"
    })
    void saysHowLikelyChiSquaredIsSoLarge(double chi2, int df, double p) {
        assertThat(Statistics.survival(chi2, df)).isCloseTo(p, within(p * 1e-11));
    }
}
