package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
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
    private final SourceFile file;
    private final LineBuffer buffer;
    private final RowReader reader;
    private final Assembly assembly;
    private final Deque<Outcome> ready = new ArrayDeque<>();
    private long rows;
    private boolean isAssembled;

    private FileItems(SourceFile file, LineBuffer buffer, RowReader reader, Assembly assembly) {
        this.file = file;
        this.buffer = buffer;
        this.reader = reader;
        this.assembly = assembly;
    }

    /**
     * Opens a file.
     *
     * @param mayGrow whether rows may be added at its end while it is read; it must be plain then, and have its header
     * @throws MappingException if it lacks a column that the mapping names
     */
    public static FileItems open(Path path, Mapping mapping, boolean mayGrow) throws IOException, MappingException {
        SourceFile file = SourceFile.open(path);
        try {
            if (mayGrow && !file.isPlain()) {
                throw new IllegalArgumentException(path + " is compressed: it can only be read once it is whole");
            }
            LineBuffer buffer = file.buffer(mayGrow);
            RowReader reader = SourceFile.reader(buffer, mapping.layout());
            return new FileItems(file, buffer, reader, assembly(mapping, reader.columns(), file.name()));
        } catch (IOException | MappingException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Whether a file holds its rows as they are, so that they can be read while it grows. */
    public static boolean isPlain(Path path) throws IOException {
        try (SourceFile file = SourceFile.open(path)) {
            return file.isPlain();
        }
    }

    /**
     * What became of the next row, or group of rows; empty if there is none, or none that is whole yet.
     *
     * @throws ImportLimitException if the file needs more memory than it may
     */
    public Optional<Outcome> next() throws IOException, InterruptedException {
        while (ready.isEmpty()) {
            Optional<Read> read = reader.next();
            if (read.isEmpty()) {
                if (buffer.mayGrow() || isAssembled) {
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
        return Optional.of(next instanceof Bad bad ? KeptRow.below(reader.header(), bad) : next);
    }

    /** Says that nothing is added any more: what stands at the end of the file is whole. */
    public void endGrowth() {
        buffer.endGrowth();
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
