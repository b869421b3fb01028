package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTest {
    private static final int BY_MAX = (1 << 28) - 1;

    @ParameterizedTest
    @CsvSource({"0,0,0,0", "268435455,-1,6,0", "4,2147483647,3,1", "268435455,-2147483648,0,2", "7,-5,3,2", "0,0,7,0"})
    void saysWhatItWasPackedFrom(int by, int bucket, int slot, int cell) {
        long row = Row.of(by, bucket, slot, cell);
        assertThat(new int[] {Row.by(row), Row.bucket(row), Row.slot(row), Row.cell(row)})
                .containsExactly(by, bucket, slot, cell);
    }

    @Test
    void refusesAValueThatDoesNotFit() {
        assertThatThrownBy(() -> Row.of(BY_MAX + 1, 0, 0, Row.COUNT)).isInstanceOf(IllegalArgumentException.class);
    }
}
