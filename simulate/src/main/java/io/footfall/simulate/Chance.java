package io.footfall.simulate;

import java.util.List;

/**
 * A source of random numbers that gives the same ones for a seed on every machine and every Java.
 *
 * <p>SplitMix64 [1]: good enough to look like people, and its state is one number, so each visit can have its own.
 *
 * <p>[1] Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
final class Chance {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    Chance(long seed) {
        this.state = seed;
    }

    /** A number made of two others, as if at random. */
    static long mix(long a, long b) {
        long z = a + GAMMA * (b + 1);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GAMMA;
        return mix(state, 0);
    }

    /** From 0, included, to 1, excluded. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Whether something of this probability happens. */
    boolean happens(double probability) {
        return fraction() < probability;
    }

    /** From 0, included, to {@code bound}, excluded. */
    int below(int bound) {
        return (int) (fraction() * bound);
    }

    /** From {@code min} to {@code max}, both included. */
    long between(long min, long max) {
        return min + (long) (fraction() * (max - min + 1));
    }

    /** A waiting time with this mean: many short ones, a few long ones. */
    double pause(double mean) {
        return -mean * StrictMath.log(1 - fraction());
    }

    /** One of the values, the first ones more often. */
    <T> T favourite(List<T> values) {
        double fraction = fraction();
        return values.get((int) (fraction * fraction * values.size()));
    }
}
