package io.footfall.question;

import java.util.Random;
import java.util.SplittableRandom;

/** The seed of a random test: {@code -Dseed=…}, or a new one, which is printed so that a failure can be repeated. */
public final class Seeds {
    private Seeds() {}

    /** A random source whose seed is printed by the failure of {@code test}. */
    public static long next(String test) {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.err.println(test + ": -Dseed=" + seed);
        return seed;
    }

    /** The random source of a seed. */
    public static SplittableRandom random(long seed) {
        return new SplittableRandom(seed);
    }
}
