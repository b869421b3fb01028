package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a delimited file whose first row names the columns, or of a Parquet file, for whoever needs all of them to be whole. For one thread. */
public final class TableFile implements AutoCloseable {
    private final RowFile file;

    private TableFile(RowFile file) {
        this.file = file;
    }

    /**
     * Opens a file, which may be compressed.
     *
     * @param delimiter what stands between values, if it is text; one ASCII character
     */
    public static TableFile open(Path path, char delimiter) throws IOException {
        Layout layout = new Layout(new Layout.Csv(delimiter), StandardCharsets.UTF_8, true, List.of());
        return new TableFile(RowFile.open(path, layout, false));
    }

    /**
     * A row.
     *
     * @param line the number of its first line in the file, or of the row if it is Parquet, from 1
     * @param values a value for each column; empty where the file has nothing
     */
    public record TableRow(long line, List<String> values) {
        /** Copies the list. */
        public TableRow {
            values = List.copyOf(values);
        }
    }

    /** The names of the columns. */
    public List<String> columns() {
        return file.rows().columns();
    }

    /**
     * The next row; empty at the end.
     *
     * @throws IOException if it is none, naming its line
     */
    public Optional<TableRow> next() throws IOException {
        Optional<Read> read = file.rows().next();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        return switch (read.get()) {
            case Row row -> Optional.of(new TableRow(row.line(), row.values()));
            case Bad bad -> throw new IOException("line " + bad.line() + ": " + bad.detail());
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
