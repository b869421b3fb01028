package io.footfall.timeline;

import io.footfall.event.ByteSink;
import io.footfall.timeline.Packed.Kind;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;

/** Packs the events of one kind anew. Used once, by one thread. */
final class PackingKind {
    /** A path gets a column if one in so many events has a value under it. */
    private static final int COLUMN_SHARE = 4;

    private static final int PAIR_INTS = 4;

    /** Stands for an event that was of this kind before. */
    private static final int STOOD = -1;

    private final Kind before;
    private final LeftOut leftOut;
    private final Runs runs = new Runs();
    private final EventView.Pairs adder = this::addPair;

    // What lies in no column before: of each its event's place, which of those that came it is, its slot and its value.
    private int[] pairs = {};
    private int pairsLength;
    private int place;
    private int which;

    // A slot for each path: those with a column before, in ascending order, then the others as they come.
    private int[] slotPaths;
    private int[] slotCounts;
    private int slots;
    private int lastSlot;
    private final Int2IntOpenHashMap slotByPath = new Int2IntOpenHashMap();

    PackingKind(Kind before, LeftOut leftOut) {
        this.before = leftOut.without(before);
        this.leftOut = leftOut;
        slots = this.before.paths.length;
        slotPaths = Arrays.copyOf(this.before.paths, slots + 8);
        slotCounts = new int[slotPaths.length];
        slotByPath.defaultReturnValue(-1);
        for (int i = 0; i < slots; i++) {
            slotByPath.put(slotPaths[i], i);
        }
    }

    /** Adds the next event, which was of this kind before, and returns its place. */
    int add(int placeBefore) {
        place = runs.count();
        runs.add(placeBefore);
        if (before.rowEnds.length > 0) {
            which = STOOD;
            before.forEachOfRow(placeBefore, adder);
        }
        return place;
    }

    /** Adds the next event, which was not, and returns its place. */
    int addNew(Events from, int index) {
        place = runs.count();
        which = runs.addNew();
        from.forEach(index, adder);
        return place;
    }

    private void addPair(int path, int value) {
        if (leftOut.has(path)) {
            return;
        }
        if (pairsLength == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(64 * PAIR_INTS, pairsLength * 2));
        }
        int slot = slot(path);
        slotCounts[slot]++;
        pairs[pairsLength++] = place;
        pairs[pairsLength++] = which;
        pairs[pairsLength++] = slot;
        pairs[pairsLength++] = value;
    }

    /** The slot of a path. Mostly it is the one after that of the path before, or the first. */
    private int slot(int path) {
        int next = lastSlot + 1 < slots ? lastSlot + 1 : 0;
        if (next >= slots || slotPaths[next] != path) {
            next = find(path);
        }
        lastSlot = next;
        return next;
    }

    private int find(int path) {
        int known = slotByPath.get(path);
        if (known >= 0) {
            return known;
        }
        if (slots == slotPaths.length) {
            slotPaths = Arrays.copyOf(slotPaths, slots * 2);
            slotCounts = Arrays.copyOf(slotCounts, slots * 2);
        }
        slotPaths[slots] = path;
        slotByPath.put(path, slots);
        return slots++;
    }

    /** All of them. */
    Kind kind() {
        // By slot: of a column before the values that came, of a new one the values of all; empty where the path has no
        // column.
        int[][] values = new int[slots][];
        int columns = 0;
        for (int slot = 0; slot < slots; slot++) {
            boolean stood = slot < before.paths.length;
            boolean isColumn = stood || slotCounts[slot] * (long) COLUMN_SHARE >= runs.count();
            values[slot] = new int[stood ? runs.cameCount() : isColumn ? runs.count() : 0];
            columns += isColumn ? 1 : 0;
        }
        ByteSink rows = new ByteSink(16);
        int[] rowEnds = fill(values, rows);
        int[] paths = new int[columns];
        Narrow[] packed = new Narrow[columns];
        int at = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (slot < before.paths.length) {
                packed[at] = before.columns[slot].with(runs, values[slot]);
                paths[at++] = slotPaths[slot];
            } else if (values[slot].length > 0) {
                packed[at] = Narrow.of(values[slot], runs.count());
                paths[at++] = slotPaths[slot];
            }
        }
        sort(paths, packed);
        return new Kind(
                before.name,
                before.type,
                runs.count(),
                paths,
                packed,
                rowEnds,
                Arrays.copyOf(rows.array(), rows.size()));
    }

    /** Puts the columns into ascending order of their paths; all but the last few are. */
    private static void sort(int[] paths, Narrow[] columns) {
        for (int i = 1; i < paths.length; i++) {
            int path = paths[i];
            Narrow column = columns[i];
            int at = i;
            for (; at > 0 && paths[at - 1] > path; at--) {
                paths[at] = paths[at - 1];
                columns[at] = columns[at - 1];
            }
            paths[at] = path;
            columns[at] = column;
        }
    }

    /** Puts each pair into the column of its path, or into a row; returns where the rows end, nothing if there are none. */
    private int[] fill(int[][] values, ByteSink rows) {
        int[] rowEnds = {};
        int at = 0;
        for (int i = 0; i < pairsLength; i += PAIR_INTS) {
            int slot = pairs[i + 2];
            int cell = slot < before.paths.length ? pairs[i + 1] : pairs[i];
            if (cell != STOOD && values[slot].length > 0 && values[slot][cell] == Vocabulary.NONE) {
                values[slot][cell] = pairs[i + 3];
                continue;
            }
            if (rowEnds.length == 0) {
                rowEnds = new int[runs.count()];
            }
            Arrays.fill(rowEnds, at, pairs[i], rows.size());
            at = pairs[i];
            rows.putVarint(slotPaths[slot]);
            rows.putVarint(pairs[i + 3]);
        }
        if (rowEnds.length > 0) {
            Arrays.fill(rowEnds, at, rowEnds.length, rows.size());
        }
        return rowEnds;
    }
}
