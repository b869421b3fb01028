package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.ByteSink;
import io.footfall.testkit.Seeded;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

class RowsTest {
    /** How many bits a number has at most: so that it takes any number of bytes. */
    private static final int[] BITS = {3, 7, 8, 14, 15, 21, 22, 28, 29, 31};

    @Seeded(runs = 200)
    void findsEachValueWhereverItsRowLiesAndNothingElse(SplittableRandom random) {
        ByteSink rows = new ByteSink(64);
        int from = random.nextInt(20);
        for (int i = 0; i < from; i++) {
            rows.putVarint(random.nextInt(300));
        }
        int start = rows.size();
        rows.putSigned(number(random) - 1_000L);
        Map<Integer, Integer> values = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            values.put(number(random), number(random));
        }
        values.forEach((path, value) -> {
            rows.putVarint(path);
            rows.putVarint(value);
        });
        int end = rows.size();
        // What follows is another row, or nothing at all.
        for (int i = random.nextInt(12); i > 0; i--) {
            rows.putVarint(number(random));
        }
        byte[] bytes = Arrays.copyOf(rows.array(), rows.size());

        values.forEach((path, value) ->
                assertThat(Rows.value(bytes, start, end, path)).as("path %d", path).isEqualTo(value));
        for (int i = 0; i < 20; i++) {
            int path = number(random);
            assertThat(Rows.value(bytes, start, end, path)).isEqualTo(values.getOrDefault(path, Vocabulary.NONE));
        }
    }

    private static int number(SplittableRandom random) {
        int bits = BITS[random.nextInt(BITS.length)];
        return Math.max(1, random.nextInt() >>> Integer.SIZE - bits);
    }
}
