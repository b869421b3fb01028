package io.footfall.question;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A test of values that is made once for each, and remembered by the value's number. Used by one thread.
 *
 * <p>Verdicts on low numbers, which names and other frequent values have, lie in an array; the others in a table that forgets
 * all when it is full.
 */
public final class Memo {
    private static final int ARRAY_MAX = 1 << 16;
    private static final int TABLE_MAX = 1 << 16;
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final IntPredicate test;
    private byte[] verdicts = new byte[64];
    private final Int2IntOpenHashMap others = new Int2IntOpenHashMap();

    /** Remembers what {@code test} says, which must say the same each time. */
    public Memo(IntPredicate test) {
        this.test = test;
    }

    /** What the test says of the value with this number. */
    public boolean test(int number) {
        if (number < verdicts.length) {
            byte verdict = verdicts[number];
            return verdict == UNKNOWN ? judge(number) : verdict == YES;
        }
        return number < ARRAY_MAX ? judge(number) : testOther(number);
    }

    private boolean judge(int number) {
        if (number >= verdicts.length) {
            verdicts = Arrays.copyOf(verdicts, Math.max(number + 1, Math.min(ARRAY_MAX, verdicts.length * 2)));
        }
        boolean isYes = test.test(number);
        verdicts[number] = isYes ? YES : NO;
        return isYes;
    }

    private boolean testOther(int number) {
        int verdict = others.get(number);
        if (verdict != UNKNOWN) {
            return verdict == YES;
        }
        if (others.size() == TABLE_MAX) {
            others.clear();
        }
        boolean isYes = test.test(number);
        others.put(number, isYes ? YES : NO);
        return isYes;
    }
}
