package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lookup table on its way into timelines: its rows are read into a vocabulary of its own, by any thread; then each of its values gets
 * a number of the timelines' vocabulary, by the writer of that, a few at a time; then it becomes a {@link LookupTable}, by any thread.
 *
 * <p>So a table of millions of values costs the writer one look into a hash table for each different value, whenever it has time.
 * Owned by one thread after the other.
 */
public final class LookupDraft {
    private static final int KEY = -1;

    private final List<String> paths;
    private final Vocabulary own;
    private final int ownBegin;
    private final IntArrayList keys = new IntArrayList();
    private final IntArrayList[] cells;

    /** Of each column whether it has a value that is too long to be kept. */
    private final boolean[] isIncomplete;

    /** By the place of a value in its own vocabulary: the column that said it first. */
    private final IntArrayList columns = new IntArrayList();

    private int[] numbers = {};
    private int numbered;

    /**
     * A table without rows.
     *
     * @param name what it is called
     * @param columns the names of its columns, without the key's
     * @param seed arranges its hash table
     */
    public LookupDraft(String name, List<String> columns, long seed) {
        this.paths =
                columns.stream().map(column -> "lookup." + name + "." + column).toList();
        this.own = new Vocabulary(seed);
        this.ownBegin = own.valueCount();
        this.cells = new IntArrayList[paths.size()];
        Arrays.setAll(cells, column -> new IntArrayList());
        this.isIncomplete = new boolean[paths.size()];
    }

    /**
     * Adds a row.
     *
     * @param key a key that no other row has
     * @param said what is said of it, by column; null for nothing
     */
    public void add(Value key, List<@Nullable Value> said) {
        keys.add(own(key, KEY));
        for (int column = 0; column < cells.length; column++) {
            Value value = said.get(column);
            int number = value == null ? Vocabulary.NONE : own(value, column);
            cells[column].add(number);
            isIncomplete[column] |= value != null && number == Vocabulary.NONE;
        }
    }

    private int own(Value value, int column) {
        int number = switch (value) {
            case Value.Text(String text) -> own.text(text);
            case Value.Number(BigDecimal decimal) -> own.number(decimal);
            case Value.Bool(boolean bool) -> bool ? Vocabulary.TRUE : Vocabulary.FALSE;
            case Value.Array ignored -> throw new IllegalArgumentException("a lookup table holds no lists");
            case Value.Structure ignored -> throw new IllegalArgumentException("a lookup table holds no objects");
        };
        if (own.valueCount() > ownBegin + columns.size()) {
            columns.add(column);
        }
        return number;
    }

    /**
     * Gives numbers of the timelines' vocabulary to the next values. For the writer of that only.
     *
     * @param valuesMax how many values at most
     * @return whether all have theirs
     */
    public boolean number(Vocabulary vocabulary, int valuesMax) {
        if (numbers.length == 0) {
            numbers = new int[columns.size()];
        }
        int end = Math.min(numbers.length, numbered + valuesMax);
        for (; numbered < end; numbered++) {
            int column = columns.getInt(numbered);
            vocabulary.under(column == KEY ? 0 : vocabulary.path(paths.get(column)));
            numbers[numbered] = vocabulary.adopt(own, ownBegin + numbered);
        }
        return numbered == columns.size();
    }

    /** The table, once all its values have their numbers. */
    public LookupTable table(LookupTable.Head head) {
        Int2IntOpenHashMap rows = new Int2IntOpenHashMap(keys.size());
        rows.defaultReturnValue(-1);
        for (int row = 0; row < keys.size(); row++) {
            rows.put(number(keys.getInt(row)), row);
        }
        int[][] said = new int[cells.length][keys.size()];
        for (int column = 0; column < cells.length; column++) {
            for (int row = 0; row < keys.size(); row++) {
                said[column][row] = number(cells[column].getInt(row));
            }
        }
        return new LookupTable(head, rows, said, incomplete());
    }

    private List<String> incomplete() {
        return paths.stream().filter(path -> isIncomplete[paths.indexOf(path)]).toList();
    }

    private int number(int before) {
        int place = Vocabulary.placeOf(before) - ownBegin;
        return place < 0 ? before : numbers[place];
    }
}
