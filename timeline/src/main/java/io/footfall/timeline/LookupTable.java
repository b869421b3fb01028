package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.List;

/**
 * One version of a table that says more of a value than events do. It never changes.
 *
 * <p>A key and what is said of it are numbers of the {@link Vocabulary}, so that reading through a table costs a look into a hash
 * table for each event, and nothing that is kept of events changes with it.
 */
public final class LookupTable {
    private final Head head;
    private final Int2IntOpenHashMap rows;
    private final int[][] cells;

    private final List<String> incomplete;

    /**
     * A table.
     *
     * @param rows the place of each key's row, by the key's number
     * @param cells the number of what is said, by column and row
     * @param incomplete the paths of columns of which something was not kept
     */
    LookupTable(Head head, Int2IntOpenHashMap rows, int[][] cells, List<String> incomplete) {
        this.head = head;
        this.rows = rows;
        this.cells = cells;
        this.incomplete = List.copyOf(incomplete);
    }

    /**
     * What is known of a version beside its rows.
     *
     * @param name what the table is called
     * @param on the path of an event whose value is looked for among the keys
     * @param key the column of the keys
     * @param columns what it says of a key
     * @param version the version's number
     * @param since from when on it is the current one, in milliseconds since 1970 UTC
     * @param file the name of the file that holds it
     */
    public record Head(
            String name, String on, Column key, List<Column> columns, long version, long since, String file) {
        /** Copies the list. */
        public Head {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param type what its values are: {@code text}, {@code number} or {@code boolean}
     */
    public record Column(String name, String type) {}

    /** What is known of it beside its rows. */
    public Head head() {
        return head;
    }

    /** What it is called. */
    public String name() {
        return head.name();
    }

    /** The path of an event whose value is looked for among the keys. */
    public String on() {
        return head.on();
    }

    /** The paths of its columns of which something was not kept in memory. */
    List<String> incomplete() {
        return incomplete;
    }

    /** How many keys it has. */
    public int rows() {
        return rows.size();
    }

    /** The place of a column; -1 if there is none of that name. */
    public int column(String column) {
        for (int i = 0; i < head.columns().size(); i++) {
            if (head.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** The number of what a column says of a key; {@link Vocabulary#NONE} if it says nothing, or there is no such key. */
    public int value(int column, int key) {
        int row = rows.get(key);
        return row < 0 ? Vocabulary.NONE : cells[column][row];
    }
}
