package io.footfall.engine;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** When paths were asked for last, since the start. Thread-safe. */
final class PathsAsked {
    /** Past it, those that are new are not remembered; timelines have not many more paths. */
    private static final int MAX = 20_000;

    private final LongSupplier millis;
    private final Map<String, Long> lastAsked = new ConcurrentHashMap<>();

    PathsAsked(LongSupplier millis) {
        this.millis = millis;
    }

    /** Notes that paths are asked for. */
    void note(Collection<String> paths) {
        long now = millis.getAsLong();
        for (String path : paths) {
            if (lastAsked.size() < MAX || lastAsked.containsKey(path)) {
                lastAsked.put(path, now);
            }
        }
    }

    /** When a path was asked for last, in milliseconds since 1970 UTC; 0 if it never was. */
    long lastAsked(String path) {
        return lastAsked.getOrDefault(path, 0L);
    }
}
