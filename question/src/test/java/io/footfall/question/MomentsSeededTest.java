package io.footfall.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsSeededTest {
    @Test
    void addsUpExactlyWhateverTheDigits() {
        long seed = Seeds.next("addsUpExactlyWhateverTheDigits");
        SplittableRandom random = Seeds.random(seed);
        for (int round = 0; round < 500; round++) {
            Moments moments = new Moments();
            BigDecimal total = BigDecimal.ZERO;
            long count = 0;
            int bits = random.nextInt(1, 64);
            int terms = random.nextInt(20);
            for (int i = 0; i < terms; i++) {
                long digits = random.nextLong() >> (64 - bits);
                int places = random.nextInt(8) == 0 ? random.nextInt(-20, 30) : random.nextInt(3);
                long n = random.nextInt(4) == 0 ? random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L) : 1;
                moments.add(digits, places, n);
                total = total.add(BigDecimal.valueOf(digits, places).multiply(BigDecimal.valueOf(n)));
                count += n;
            }
            assertThat(moments.total()).as("seed %d", seed).isEqualByComparingTo(total);
            assertThat(moments.count()).as("seed %d", seed).isEqualTo(count);
        }
    }

    @Test
    void isEmptyAgainOnceAllIsTakenBack() {
        Moments moments = new Moments();
        moments.add(Long.MAX_VALUE, 2, 1);
        moments.add(Long.MAX_VALUE, 0, 3);
        moments.add(19_99, 2, 1);
        moments.add(Long.MAX_VALUE, 0, -3);
        moments.add(19_99, 2, -1);
        assertThat(moments.isEmpty()).isFalse();
        moments.add(Long.MAX_VALUE, 2, -1);
        assertThat(moments.isEmpty()).isTrue();
    }
}
