package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.timeline.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumSeededTest {
    private record Change(long row, long value, long n) {}

    private final Vocabulary vocabulary = new Vocabulary(1);

    @Test
    void whatIsAddedAndTakenBackInAnyOrderLeavesNothing() {
        long seed = Seeds.next("whatIsAddedAndTakenBackInAnyOrderLeavesNothing");
        SplittableRandom random = Seeds.random(seed);
        for (int round = 0; round < 500; round++) {
            List<Change> changes = changes(random);
            Sum sum = new Sum(vocabulary);
            List<Change> both = new ArrayList<>(changes);
            changes.forEach(change -> both.add(new Change(change.row(), change.value(), -change.n())));
            Collections.shuffle(both, new Random(random.nextLong()));
            both.forEach(change -> sum.add(change.row(), change.value(), change.n()));
            assertThat(sum.isEmpty()).as("seed %d: %s", seed, sum).isTrue();
            assertThat(sum).isEqualTo(new Sum(vocabulary));
        }
    }

    @Test
    void partsAddUpToTheWhole() {
        long seed = Seeds.next("partsAddUpToTheWhole");
        SplittableRandom random = Seeds.random(seed);
        for (int round = 0; round < 500; round++) {
            Sum whole = new Sum(vocabulary);
            Sum left = new Sum(vocabulary);
            Sum right = new Sum(vocabulary);
            for (Change change : changes(random)) {
                whole.add(change.row(), change.value(), change.n());
                (random.nextBoolean() ? left : right).add(change.row(), change.value(), change.n());
            }
            left.addAll(right);
            assertThat(left).as("seed %d", seed).isEqualTo(whole);
        }
    }

    private List<Change> changes(SplittableRandom random) {
        List<Change> changes = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            int cell = random.nextInt(3);
            long row = Row.of(random.nextInt(3), random.nextInt(-2, 2), random.nextInt(3), cell);
            long value = cell == Row.COUNT
                    ? 0
                    : vocabulary.number(BigDecimal.valueOf(random.nextInt(-50, 50), random.nextInt(4)));
            changes.add(new Change(row, value, random.nextInt(1, 4)));
        }
        return changes;
    }
}
