package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.ByteSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final int ROUNDS = 500;

    /** How many bits a number has at most: so that it takes any number of bytes. */
    private static final int[] BITS = {3, 7, 8, 14, 15, 21, 22, 28, 29, 31};

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void findsEachValueWhereverItsRowLiesAndNothingElse() {
        for (int round = 0; round < ROUNDS; round++) {
            findsEachValueOfARow();
        }
    }

    private void findsEachValueOfARow() {
        ByteSink rows = new ByteSink(64);
        for (int i = random.nextInt(20); i > 0; i--) {
            rows.putVarint(number());
        }
        int start = rows.size();
        Map<Integer, Integer> values = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            values.put(number(), number());
        }
        values.forEach((path, value) -> {
            rows.putVarint(path);
            rows.putVarint(value);
        });
        int end = rows.size();
        // What follows is another row, or nothing at all.
        for (int i = random.nextInt(12); i > 0; i--) {
            rows.putVarint(number());
        }
        byte[] bytes = Arrays.copyOf(rows.array(), rows.size());

        values.forEach((path, value) -> assertThat(Rows.value(bytes, start, end, path))
                .as("path %d, -Dseed=%d", path, seed)
                .isEqualTo(value));
        for (int i = 0; i < 20; i++) {
            int path = number();
            assertThat(Rows.value(bytes, start, end, path))
                    .as("path %d, -Dseed=%d", path, seed)
                    .isEqualTo(values.getOrDefault(path, Vocabulary.NONE));
        }
    }

    private int number() {
        int bits = BITS[random.nextInt(BITS.length)];
        return Math.max(1, random.nextInt() >>> (Integer.SIZE - bits));
    }
}
