package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.history.rows.ParquetRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A file while it is read by a mapping: what became of its rows, one after the other. The same file read again gives the
 * same, in the same order. For one thread.
 */
public final class FileItems implements AutoCloseable {
    private final RowFile file;
    private final Assembly assembly;
    private final Deque<Outcome> ready = new ArrayDeque<>();
    private long rows;
    private boolean isAssembled;

    private FileItems(RowFile file, Assembly assembly) {
        this.file = file;
        this.assembly = assembly;
    }

    /**
     * Opens a file.
     *
     * @param mayGrow whether rows may be added at its end while it is read; it must be plain then, and have its header
     * @throws MappingException if it lacks a column that the mapping names
     */
    public static FileItems open(Path path, Mapping mapping, boolean mayGrow) throws IOException, MappingException {
        if (mapping instanceof Mapping.AsItIs && isParquet(path)) {
            throw new IOException(path + " is Parquet, whose rows are no items: the mapping must name columns");
        }
        RowFile file = RowFile.open(path, mapping.layout(), mayGrow);
        try {
            return new FileItems(file, assembly(mapping, file.rows().columns(), path.toString()));
        } catch (MappingException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Whether a file holds its rows as they are, so that they can be read while it grows. */
    public static boolean isPlain(Path path) throws IOException {
        if (isParquet(path)) {
            return false;
        }
        try (SourceFile file = SourceFile.open(path)) {
            return file.isPlain();
        }
    }

    /** Whether a file is Parquet. */
    public static boolean isParquet(Path path) throws IOException {
        return ParquetRows.isIn(path);
    }

    /**
     * What became of the next row, or group of rows; empty if there is none, or none that is whole yet.
     *
     * @throws ImportLimitException if the file needs more memory than it may
     */
    public Optional<Outcome> next() throws IOException, InterruptedException {
        while (ready.isEmpty()) {
            Optional<Read> read = file.rows().next();
            if (read.isEmpty()) {
                if (file.mayGrow() || isAssembled) {
                    return Optional.empty();
                }
                isAssembled = true;
                assembly.end(ready::add);
                continue;
            }
            rows++;
            switch (read.get()) {
                case Row row -> assembly.next(row, ready::add);
                case Bad bad -> ready.add(bad);
            }
        }
        Outcome next = ready.remove();
        return Optional.of(next instanceof Bad bad ? KeptRow.below(file.rows().header(), bad) : next);
    }

    /** Says that nothing is added any more: what stands at the end of the file is whole. */
    public void endGrowth() {
        file.endGrowth();
    }

    /** Rows read so far, bad ones too. */
    public long rows() {
        return rows;
    }

    /** Rows that the mapping left out so far. */
    public long leftOut() {
        return assembly.leftOut();
    }

    /** Bytes read so far, compressed ones as they are on disk. */
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static Assembly assembly(Mapping mapping, List<String> columns, String file) throws MappingException {
        return switch (mapping) {
            case Mapping.AsItIs asItIs -> new PassedOn();
            case Mapping.OfRows rows -> {
                Columns places = Columns.of(rows, columns, file);
                yield rows.grouping() == null
                        ? new EachRow(rows, places)
                        : new GroupedRows(rows, rows.grouping(), places, Assembly.GROUPS_MAX);
            }
        };
    }
}
