package io.footfall.engine;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fold states of recently active customers, so that an event costs its customer one step. They can be made again from the
 * timeline, so they are dropped at will: what was not used for a whole generation goes.
 *
 * @param <S> the fold's state
 */
final class FoldStates<S> {
    private final int generationMax;
    private Int2ObjectOpenHashMap<Held<S>> young = new Int2ObjectOpenHashMap<>();
    private Int2ObjectOpenHashMap<Held<S>> old = new Int2ObjectOpenHashMap<>();

    /** Keeps at most twice {@code generationMax} states. */
    FoldStates(int generationMax) {
        this.generationMax = generationMax;
    }

    /** A state and the last event it has taken. */
    static final class Held<S> {
        final S state;
        long timestamp = Long.MIN_VALUE;
        long sequence;

        Held(S state) {
            this.state = state;
        }

        boolean isBefore(long otherTimestamp, long otherSequence) {
            return timestamp < otherTimestamp || (timestamp == otherTimestamp && sequence < otherSequence);
        }
    }

    @Nullable
    Held<S> get(int customer) {
        Held<S> held = young.get(customer);
        if (held == null) {
            held = old.remove(customer);
            if (held != null) {
                put(customer, held);
            }
        }
        return held;
    }

    void put(int customer, Held<S> held) {
        if (young.size() >= generationMax) {
            old = young;
            young = new Int2ObjectOpenHashMap<>();
        }
        young.put(customer, held);
    }

    void drop(int customer) {
        young.remove(customer);
        old.remove(customer);
    }

    int size() {
        return young.size() + old.size();
    }
}
