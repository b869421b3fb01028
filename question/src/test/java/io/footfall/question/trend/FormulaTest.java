package io.footfall.question.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.InvalidQuestionException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final List<@Nullable BigDecimal> SERIES =
            Arrays.asList(new BigDecimal("6"), new BigDecimal("4"), BigDecimal.ZERO, null);

    @ParameterizedTest
    @CsvSource({
        "A,              6",
        "A + B * 2,      14",
        "(A + B) * 2,    20",
        "A - B - 1,      1",
        "A / B / 2,      0.75",
        "-A + B,         -2",
        "--A,            6",
        "A / 9,          0.666667",
        "A / 9 * 9,      6",
        "1 / 8000000,    0",
        "5 / 10000000,   0",
        "15 / 10000000,  0.000002",
        "0.5*A,          3",
        "A / C,          ",
        "C / C,          ",
        "C * (A / C),    ",
        "D,              ",
        "D * 0,          "
    })
    void isWorkedOutExactlyAndRoundedOnce(String formula, @Nullable BigDecimal value) {
        BigDecimal actual = Formula.parse(formula, 4).of(SERIES);
        if (value == null) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isEqualByComparingTo(value);
        }
    }

    @Test
    void takesAsManyCharactersAsTheLimit() {
        String longest = "A" + "+1".repeat(99) + " ";
        assertThat(Formula.parse(longest, 1).of(SERIES)).isEqualByComparingTo("105");
        assertThatThrownBy(() -> Formula.parse(longest + " ", 1))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining("the limit is 200");
    }
}
