package io.footfall.engine;

import io.footfall.question.Sum;
import io.footfall.timeline.Vocabulary;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The changes due at one second: a few in a row, many in a sum. */
final class Due {
    private static final int FEW = 8;

    private final Vocabulary vocabulary;
    private long[] few = new long[3];
    private int count;
    private @Nullable Sum many;

    Due(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Takes one change. */
    interface Each {
        void take(long row, long value, long n);
    }

    void add(long row, long value, long n) {
        if (many != null) {
            many.add(row, value, n);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (few[3 * i] == row && few[3 * i + 1] == value) {
                few[3 * i + 2] += n;
                if (few[3 * i + 2] == 0) {
                    count--;
                    System.arraycopy(few, 3 * count, few, 3 * i, 3);
                }
                return;
            }
        }
        if (count == FEW) {
            spill().add(row, value, n);
            return;
        }
        if (few.length == 3 * count) {
            few = Arrays.copyOf(few, Math.max(6, few.length * 2));
        }
        few[3 * count] = row;
        few[3 * count + 1] = value;
        few[3 * count + 2] = n;
        count++;
    }

    void addAll(Sum sum) {
        (many == null ? spill() : many).addAll(sum);
    }

    void forEach(Each each, Consumer<Sum> sums) {
        if (many != null) {
            sums.accept(many);
            return;
        }
        for (int i = 0; i < count; i++) {
            each.take(few[3 * i], few[3 * i + 1], few[3 * i + 2]);
        }
    }

    long heapBytes() {
        return many == null ? 48 + 8L * few.length : 48 + many.heapBytes();
    }

    boolean isEmpty() {
        return many == null ? count == 0 : many.isEmpty();
    }

    private Sum spill() {
        Sum sum = new Sum(vocabulary);
        for (int i = 0; i < count; i++) {
            sum.add(few[3 * i], few[3 * i + 1], few[3 * i + 2]);
        }
        many = sum;
        count = 0;
        few = new long[0];
        return sum;
    }
}
