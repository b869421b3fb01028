package io.footfall.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The newest few of something, newest first when read. One thread adds, any reads.
 *
 * @param <T> of what
 */
final class Newest<T> {
    private final int max;
    private final Object lock = new Object();
    private final Deque<T> items = new ArrayDeque<>();

    Newest(int max) {
        this.max = max;
    }

    void addAll(List<? extends T> more) {
        synchronized (lock) {
            for (T item : more.subList(Math.max(0, more.size() - max), more.size())) {
                if (items.size() == max) {
                    items.removeFirst();
                }
                items.addLast(item);
            }
        }
    }

    /** Forgets those of some kind. */
    void removeIf(Predicate<? super T> isGone) {
        synchronized (lock) {
            items.removeIf(isGone);
        }
    }

    void clear() {
        synchronized (lock) {
            items.clear();
        }
    }

    List<T> read(int limit) {
        List<T> newest = new ArrayList<>();
        synchronized (lock) {
            for (Iterator<T> each = items.descendingIterator(); each.hasNext() && newest.size() < limit; ) {
                newest.add(each.next());
            }
        }
        return newest;
    }
}
