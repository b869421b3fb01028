package io.footfall.engine;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fold states of recently active customers, so that an event costs its customer one step. They can be made again from the
 * timeline, so they are dropped at will: what was not used for a whole generation goes. Those of large
 * customers stay, since it takes long to make them.
 *
 * @param <S> the fold's state
 */
final class FoldStates<S> {
    /** A customer with more events is large. */
    static final int LARGE_EVENTS = 10_000;

    private static final int HEAP_BYTES = 400;

    private final int generationMax;
    private Int2ObjectOpenHashMap<Held<S>> young = new Int2ObjectOpenHashMap<>();
    private Int2ObjectOpenHashMap<Held<S>> old = new Int2ObjectOpenHashMap<>();
    private final Int2ObjectOpenHashMap<Held<S>> large = new Int2ObjectOpenHashMap<>();

    // The one found last, for whoever asks whether a state is held asks for it next.
    private int lastCustomer;
    private @Nullable Held<S> last;

    /** Keeps at most twice {@code generationMax} states. */
    FoldStates(int generationMax) {
        this.generationMax = generationMax;
    }

    /** A state and the last event it has taken. */
    static final class Held<S> {
        final S state;
        long timestamp = Long.MIN_VALUE;
        long sequence;
        long events;

        Held(S state) {
            this.state = state;
        }

        boolean isBefore(long otherTimestamp, long otherSequence) {
            return timestamp < otherTimestamp || (timestamp == otherTimestamp && sequence < otherSequence);
        }
    }

    @Nullable
    Held<S> get(int customer) {
        if (last == null || lastCustomer != customer) {
            last = find(customer);
            lastCustomer = customer;
        }
        return last;
    }

    private @Nullable Held<S> find(int customer) {
        Held<S> held = young.get(customer);
        if (held == null) {
            held = old.remove(customer);
            if (held != null) {
                put(customer, held);
            } else {
                held = large.get(customer);
            }
        }
        return held;
    }

    boolean holds(int customer) {
        return get(customer) != null;
    }

    void put(int customer, Held<S> held) {
        last = null;
        if (held.events > LARGE_EVENTS) {
            large.put(customer, held);
            return;
        }
        if (young.size() >= generationMax) {
            old = young;
            young = new Int2ObjectOpenHashMap<>();
        }
        young.put(customer, held);
    }

    void drop(int customer) {
        last = null;
        young.remove(customer);
        old.remove(customer);
        large.remove(customer);
    }

    /** Takes over the states of customers that are not here. */
    void addAll(FoldStates<S> others) {
        others.young.int2ObjectEntrySet().fastForEach(entry -> put(entry.getIntKey(), entry.getValue()));
        large.putAll(others.large);
    }

    /** About how much heap they take, in bytes. */
    long heapBytes() {
        return (long) HEAP_BYTES * (young.size() + old.size() + large.size());
    }
}
