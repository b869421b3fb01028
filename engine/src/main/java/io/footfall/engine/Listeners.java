package io.footfall.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who are told of something as it happens, on the engine's thread. For any thread.
 *
 * <p>A listener that fails is counted, and harms nobody: neither who tells nor the other listeners.
 *
 * @param <T> what they are told
 */
final class Listeners<T> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Listeners.class);

    private final List<Consumer<? super T>> all = new CopyOnWriteArrayList<>();
    private final LongAdder failures;

    /** Nobody yet; what fails is added to {@code failures}. */
    Listeners(LongAdder failures) {
        this.failures = failures;
    }

    /** Adds a listener; what it returns takes it away. */
    Runnable add(Consumer<? super T> listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    void tell(T news) {
        for (Consumer<? super T> listener : all) {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                failures.increment();
                // The first says what is wrong; a line for each event or second would only hide it.
                if (failures.sum() == 1) {
                    LOGGER.error("a listener has failed; later failures are only counted", e);
                }
            }
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
