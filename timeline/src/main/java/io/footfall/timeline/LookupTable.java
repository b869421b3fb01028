package io.footfall.timeline;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private LookupTable(Builder builder) {
        this.head = builder.head;
        this.rows = builder.rows;
        this.cells = new int[head.columns().size()][];
        Arrays.setAll(cells, column -> Arrays.copyOf(builder.cells[column], rows.size()));
        this.rows.trim();
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

    /** Puts a table together, row by row. For the writer of the vocabulary only. */
    public static final class Builder {
        private final Vocabulary vocabulary;
        private final Head head;
        private final int[] paths;
        private final int[][] cells;
        private final Int2IntOpenHashMap rows = new Int2IntOpenHashMap();

        /**
         * A table without rows.
         *
         * @param rowsExpected how many will come, about
         */
        public Builder(Vocabulary vocabulary, Head head, int rowsExpected) {
            this.vocabulary = vocabulary;
            this.head = head;
            this.paths = head.columns().stream()
                    .mapToInt(column -> vocabulary.path("lookup." + head.name() + "." + column.name()))
                    .toArray();
            this.cells = new int[paths.length][Math.max(1, rowsExpected)];
            this.rows.defaultReturnValue(-1);
        }

        /**
         * Adds a row.
         *
         * @param key a key that no other row has
         * @param said what is said of it, by column; null for nothing
         */
        public void add(Value key, List<@Nullable Value> said) {
            vocabulary.under(0);
            int row = rows.size();
            rows.put(number(key), row);
            for (int column = 0; column < paths.length; column++) {
                if (row == cells[column].length) {
                    cells[column] = Arrays.copyOf(cells[column], row * 2);
                }
                Value value = said.get(column);
                vocabulary.under(paths[column]);
                cells[column][row] = value == null ? Vocabulary.NONE : number(value);
                if (value != null && cells[column][row] == Vocabulary.NONE) {
                    vocabulary.markIncomplete(paths[column]);
                }
            }
        }

        private int number(Value value) {
            return switch (value) {
                case Value.Text(String text) -> vocabulary.text(text);
                case Value.Number(java.math.BigDecimal number) -> vocabulary.number(number);
                case Value.Bool(boolean bool) -> bool ? Vocabulary.TRUE : Vocabulary.FALSE;
                case Value.Array ignored -> throw new IllegalArgumentException("a lookup table holds no lists");
                case Value.Structure ignored -> throw new IllegalArgumentException("a lookup table holds no objects");
            };
        }

        /** The table. */
        public LookupTable build() {
            return new LookupTable(this);
        }
    }
}
