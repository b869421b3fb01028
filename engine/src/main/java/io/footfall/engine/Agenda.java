package io.footfall.engine;

import io.footfall.question.Sum;
import io.footfall.timeline.Vocabulary;
import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;

/**
 * Changes that are not due yet, by the second from which they hold. Opposite changes of one second, row and value vanish, so it
 * grows with seconds and rows, not with events.
 *
 * <p>Owned by the thread that owns its question.
 */
final class Agenda {
    private final Vocabulary vocabulary;
    private final long grainSeconds;
    private final Long2ObjectRBTreeMap<Due> bySecond = new Long2ObjectRBTreeMap<>();

    /** An empty agenda of a question whose as-of moves in steps of {@code grainSeconds}. */
    Agenda(Vocabulary vocabulary, long grainSeconds) {
        this.vocabulary = vocabulary;
        this.grainSeconds = grainSeconds;
    }

    void add(long second, long row, long value, long n) {
        long due = Math.ceilDiv(second, grainSeconds) * grainSeconds;
        Due at = bySecond.get(due);
        if (at == null) {
            at = new Due(vocabulary);
            bySecond.put(due, at);
        }
        at.add(row, value, n);
        if (at.isEmpty()) {
            bySecond.remove(due);
        }
    }

    void addAll(Agenda other) {
        other.bySecond.forEach((second, due) -> due.forEach((row, value, n) -> add(second, row, value, n), sum -> {
            Due at = bySecond.computeIfAbsent(second, ignored -> new Due(vocabulary));
            at.addAll(sum);
        }));
    }

    /** Moves what is due at or before {@code second} into {@code sum}, and says whether anything was. */
    boolean moveDue(long second, Sum sum) {
        boolean moved = false;
        while (!bySecond.isEmpty() && bySecond.firstLongKey() <= second) {
            Due due = bySecond.remove(bySecond.firstLongKey());
            due.forEach(sum::add, sum::addAll);
            moved = true;
        }
        return moved;
    }

    /** About how much heap it takes, in bytes. */
    long heapBytes() {
        long bytes = 0;
        for (Due due : bySecond.values()) {
            bytes += 64 + due.heapBytes();
        }
        return bytes;
    }

    boolean isEmpty() {
        return bySecond.isEmpty();
    }
}
