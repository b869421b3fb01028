package io.footfall.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Those who come first, in an order, of all that are offered and come after one, and one more if there is one. */
final class FirstFew<T> {
    private final Comparator<T> order;
    private final Optional<T> after;
    private final int limit;
    private final PriorityQueue<T> lastFirst;

    FirstFew(Comparator<T> order, Optional<T> after, int limit) {
        this.order = order;
        this.after = after;
        this.limit = limit;
        this.lastFirst = new PriorityQueue<>(order.reversed());
    }

    void offer(T one) {
        boolean isWanted = after.map(earlier -> order.compare(one, earlier) > 0).orElse(true);
        if (isWanted) {
            lastFirst.add(one);
            if (lastFirst.size() > limit + 1) {
                lastFirst.remove();
            }
        }
    }

    void addTo(FirstFew<T> others) {
        lastFirst.forEach(others::offer);
    }

    List<T> first() {
        List<T> all = new ArrayList<>(lastFirst);
        all.sort(order);
        return all.subList(0, Math.min(limit, all.size()));
    }

    boolean hasMore() {
        return lastFirst.size() > limit;
    }
}
