package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValuesSeededTest {
    @Test
    void holdsWhatWasAddedAndNotTakenBackHoweverItIsKept() {
        long seed = Seeds.next("holdsWhatWasAddedAndNotTakenBackHoweverItIsKept");
        SplittableRandom random = Seeds.random(seed);
        for (int round = 0; round < 500; round++) {
            Map<Long, Long> expected = new HashMap<>();
            Values values = random(random, expected);
            if (random.nextBoolean()) {
                values.addAll(random(random, expected));
            }
            expected.values().removeIf(times -> times == 0);
            assertThat(values.total()).as("seed %d", seed).isEqualTo(sum(expected));
            assertThat(values.isEmpty()).as("seed %d", seed).isEqualTo(expected.isEmpty());
            assertThat(values.counted()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static Values random(SplittableRandom random, Map<Long, Long> expected) {
        Values values = new Values();
        boolean onlyAdds = random.nextBoolean();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            long value = random.nextLong(8);
            long n = onlyAdds ? 1 : random.nextLong(-2, 3);
            if (n != 0) {
                values.add(value, n);
                expected.merge(value, n, Long::sum);
            }
        }
        return values;
    }

    private static long sum(Map<Long, Long> times) {
        return times.values().stream().mapToLong(each -> each).sum();
    }
}
