package io.footfall.eventlog;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The passage from reading a log to following it: what is committed is counted as long as nobody follows, so that it can be read
 * from the files, and handed on from then on.
 */
final class Handover implements Consumer<Committed> {
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable Consumer<Committed> follower;
    private long held;

    @Override
    public void accept(Committed committed) {
        synchronized (lock) {
            Consumer<Committed> current = follower;
            if (current == null) {
                held++;
            } else {
                current.accept(committed);
            }
        }
    }

    /** How many appends were made safe and not handed on. */
    long held() {
        synchronized (lock) {
            return held;
        }
    }

    /** Hands on whatever comes from now on; returns how many appends came before. */
    long follow(Consumer<Committed> newFollower) {
        synchronized (lock) {
            follower = newFollower;
            return held;
        }
    }
}
