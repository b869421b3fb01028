package io.footfall.history.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Seeded;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SequenceRangesSeededTest {

    @Test
    void aPictureStaysAsItWasWhileItsLastRangeGrows() {
        SequenceRanges.Builder builder = new SequenceRanges.Builder();
        builder.add(3);
        SequenceRanges before = builder.build();
        builder.add(4);
        builder.add(9);

        assertThat(before.bounds()).containsExactly(3, 3);
        assertThat(before.contains(4)).isFalse();
        assertThat(builder.build().bounds()).containsExactly(3, 4, 9, 9);
    }

    @Seeded(runs = 20)
    void containsWhatWasAdded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Long> added = new TreeSet<>();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            added.add(random.nextLong(100));
        }
        SequenceRanges.Builder builder = new SequenceRanges.Builder();
        added.forEach(builder::add);
        SequenceRanges ranges = SequenceRanges.of(builder.build().bounds());

        for (long sequence = -1; sequence <= 100; sequence++) {
            assertThat(ranges.contains(sequence)).as("%d", sequence).isEqualTo(added.contains(sequence));
        }
    }
}
