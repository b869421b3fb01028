package io.footfall.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NarrowSeededTest {
    private static final int ROUNDS = 300;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void keepsEachNumberWhateverComesBetween() {
        for (int round = 0; round < ROUNDS; round++) {
            int bits = random.nextInt(65);
            List<Long> numbers = numbers(random.nextInt(200), bits);
            Narrow narrow = Narrow.of(array(numbers), numbers.size());
            for (int i = 0; i < 5; i++) {
                narrow = withMore(narrow, numbers, random.nextInt(4) == 0 ? random.nextInt(65) : bits);
                for (int at = 0; at < numbers.size(); at++) {
                    assertThat(narrow.get(at)).as("-Dseed=%d", seed).isEqualTo(numbers.get(at));
                }
            }
        }
    }

    /** Some numbers are left out, and others come between them. */
    private Narrow withMore(Narrow narrow, List<Long> numbers, int bits) {
        Runs runs = new Runs();
        List<Long> now = new ArrayList<>();
        List<Long> came = new ArrayList<>();
        int at = 0;
        while (at < numbers.size() || random.nextBoolean()) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    long number = number(bits);
                    assertThat(runs.addNew()).isEqualTo(came.size());
                    came.add(number);
                    now.add(number);
                }
                case 1 -> {
                    int to = Math.min(numbers.size(), at + random.nextInt(100));
                    runs.add(at, to);
                    now.addAll(numbers.subList(at, to));
                    at = to;
                }
                case 2 -> {
                    if (at < numbers.size()) {
                        runs.add(at);
                        now.add(numbers.get(at++));
                    }
                }
                default -> at = Math.min(numbers.size(), at + random.nextInt(3));
            }
        }
        assertThat(runs.count()).isEqualTo(now.size());
        numbers.clear();
        numbers.addAll(now);
        return narrow.with(runs, array(came));
    }

    private List<Long> numbers(int count, int bits) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number(bits));
        }
        return numbers;
    }

    private long number(int bits) {
        return 1_000_000 + (bits == 0 ? 0 : random.nextLong() >>> (Long.SIZE - bits));
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
