package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a delimited file whose first row names the columns, for whoever needs all of them to be whole. For one thread. */
public final class TableFile implements AutoCloseable {
    private final SourceFile file;
    private final RowReader reader;

    private TableFile(SourceFile file, RowReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a file, which may be compressed.
     *
     * @param delimiter what stands between values; one ASCII character
     */
    public static TableFile open(Path path, char delimiter) throws IOException {
        SourceFile file = SourceFile.open(path);
        try {
            Layout layout = new Layout(new Layout.Csv(delimiter), StandardCharsets.UTF_8, true, List.of());
            return new TableFile(file, SourceFile.reader(file.buffer(false), layout));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * A row.
     *
     * @param line the number of its first line in the file, from 1
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
        return reader.columns();
    }

    /**
     * The next row; empty at the end.
     *
     * @throws IOException if it is none, naming its line
     */
    public Optional<TableRow> next() throws IOException {
        Optional<Read> read = reader.next();
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
