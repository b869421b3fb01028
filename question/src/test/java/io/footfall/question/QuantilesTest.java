package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantilesTest {
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
            long bound = 1L << random.nextInt(1, 63);
            List<Long> values = new ArrayList<>();
            int count = random.nextInt(1, 3_000);
            for (int i = 0; i < count; i++) {
                values.add(random.nextLong(random.nextInt(10) == 0 ? bound : Math.min(bound, 1_000)));
            }
            Values listed = new Values();
            values.forEach(value -> listed.add(value, 1));
            Quantiles ofListed = new Quantiles(listed);
            Values counted = new Values();
            values.forEach(value -> counted.add(value, 1));
            counted.counted();
            Quantiles ofCounted = new Quantiles(counted);
            Collections.sort(values);
            for (int percent : new int[] {50, 90}) {
                long expected = values.get(Math.ceilDiv(count * percent, 100) - 1);
                assertThat(ofListed.at(percent)).as("seed %d, listed", seed).isEqualTo(expected);
                assertThat(ofCounted.at(percent)).as("seed %d, counted", seed).isEqualTo(expected);
            }
        }
    }

    private static Quantiles of(List<Long> values) {
        Values listed = new Values();
        values.forEach(value -> listed.add(value, 1));
        return new Quantiles(listed);
    }
}
