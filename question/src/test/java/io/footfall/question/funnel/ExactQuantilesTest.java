package io.footfall.question.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.question.Seeds;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactQuantilesTest {
    @Test
    void takesTheValueAtThePlaceAndNothingBetween() {
        assertThat(of(List.of(10L, 20L)).at(50)).isEqualTo(10);
        assertThat(of(List.of(10L, 20L, 30L)).at(50)).isEqualTo(20);
        assertThat(of(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L)).at(90)).isEqualTo(9);
        assertThat(of(List.of(7L)).at(90)).isEqualTo(7);
    }

    @Test
    void hasNoneOfNothing() {
        assertThat(of(List.of()).isEmpty()).isTrue();
    }

    @Test
    void findsTheSameAsSortingThemAll() {
        long seed = Seeds.next("findsTheSameAsSortingThemAll");
        SplittableRandom random = Seeds.random(seed);
        for (int round = 0; round < 300; round++) {
            long bound = 1L << random.nextInt(1, 50);
            List<Long> values = new ArrayList<>();
            int count = random.nextInt(1, 3_000);
            for (int i = 0; i < count; i++) {
                values.add(random.nextLong(random.nextInt(10) == 0 ? bound : Math.min(bound, 1_000)));
            }
            ExactQuantiles quantiles = of(values);
            Collections.sort(values);
            for (int percent : new int[] {50, 90}) {
                assertThat(quantiles.at(percent))
                        .as("seed %d", seed)
                        .isEqualTo(values.get(Math.ceilDiv(count * percent, 100) - 1));
            }
        }
    }

    private static ExactQuantiles of(List<Long> values) {
        Long2LongOpenHashMap counts = new Long2LongOpenHashMap();
        values.forEach(value -> counts.addTo(value, 1));
        return new ExactQuantiles(counts);
    }
}
