package io.footfall.timeline;

import io.footfall.event.ByteSink;
import java.util.Arrays;

/** Packs the events whose kind is rare. Used once, by one thread. */
final class PackingRare {
    private final ByteSink rows = new ByteSink(64);
    private final EventView.Pairs adder = this::addPair;
    private int[] rowEnds = new int[16];
    private int count;
    private final LeftOut leftOut;

    PackingRare(LeftOut leftOut) {
        this.leftOut = leftOut;
    }

    /** Adds the next event and returns its place. */
    int add(Events events, int index) {
        rows.putVarint(events.name(index));
        rows.putVarint(events.type(index));
        events.forEach(index, adder);
        if (count == rowEnds.length) {
            rowEnds = Arrays.copyOf(rowEnds, count * 2);
        }
        rowEnds[count] = rows.size();
        return count++;
    }

    private void addPair(int path, int value) {
        if (!leftOut.has(path)) {
            rows.putVarint(path);
            rows.putVarint(value);
        }
    }

    /** All of them. */
    Packed.Kind kind() {
        return Packed.Kind.ofRare(Arrays.copyOf(rowEnds, count), Arrays.copyOf(rows.array(), rows.size()));
    }
}
