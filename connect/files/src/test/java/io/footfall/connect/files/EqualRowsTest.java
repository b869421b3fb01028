package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualRowsTest {

    @Test
    void countsLikeAMapWhateverComes() {
        long seed = Long.getLong("seed", System.identityHashCode(this));
        Random random = new Random(seed);
        EqualRows equalRows = new EqualRows(1_000_000);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            int row = random.nextInt(1 + random.nextInt(20_000));
            int before = counts.merge(row, 1, Integer::sum) - 1;
            assertThat(equalRows.countBefore(hash(row))).as("seed " + seed).isEqualTo(before);
        }
    }

    @Test
    void oneRowTooManySaysWhatToDo() {
        EqualRows equalRows = new EqualRows(2);
        equalRows.countBefore(hash(1));
        equalRows.countBefore(hash(2));
        assertThat(equalRows.countBefore(hash(2))).isEqualTo(1);

        assertThatThrownBy(() -> equalRows.countBefore(hash(3)))
                .isInstanceOf(ImportLimitException.class)
                .hasMessageContaining("message_id");
    }

    private static RowHash hash(int row) {
        return RowHash.of(List.of(String.valueOf(row)));
    }
}
