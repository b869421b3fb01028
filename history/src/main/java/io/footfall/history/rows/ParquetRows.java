package io.footfall.history.rows;

import io.footfall.history.JavaChild;
import io.footfall.history.OwnFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Parquet file while its rows are read, in their order, by a process of its own. A value is the text that it would be in a file of
 * text: decimals in full, times as ISO 8601 has them, empty for null and for what is no single value. For one thread.
 */
public final class ParquetRows implements AutoCloseable {
    /** The most columns. */
    static final int COLUMNS_MAX = 1_000;

    /** The longest value, in bytes; a longer one is cut there. */
    static final int VALUE_BYTES_MAX = 1 << 17;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** The database's memory, its library and threads, and a small virtual machine; it writes what it unpacks. */
    private static final JavaChild.Limits LIMITS = new JavaChild.Limits(4_000_000, "unlimited", 128);

    private final Process process;
    private final OwnFolder folder;
    private final DataInputStream in;
    private final List<String> columns = new ArrayList<>();
    private long rows;
    private long rowsRead;
    private boolean isEnded;

    private ParquetRows(Process process, OwnFolder folder) {
        this.process = process;
        this.folder = folder;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /** Whether a file begins as Parquet does. A pipe does not: what is read of it would be gone for whoever reads it then. */
    public static boolean isIn(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /**
     * Begins to read a file.
     *
     * @throws IOException if it cannot be read, or is not whole
     */
    public static ParquetRows open(Path file) throws IOException {
        OwnFolder folder = OwnFolder.make("rows");
        ParquetRows opened;
        try {
            // A name of its own, since in others a database sees patterns, and columns in folders.
            Files.createSymbolicLink(folder.path().resolve(ParquetChild.FILE), file.toAbsolutePath());
            opened = new ParquetRows(JavaChild.start(ParquetChild.class, folder.path(), LIMITS), folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        try {
            opened.begin();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        DataOutputStream out = new DataOutputStream(process.getOutputStream());
        out.writeByte(ParquetChild.READ);
        out.flush();
        if (nextIsPart()) {
            rows = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                columns.add(text());
            }
        }
    }

    /** The names of the columns. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /** How many rows the file says it has. */
    public long rows() {
        return rows;
    }

    /** How many of them were read. */
    public long rowsRead() {
        return rowsRead;
    }

    /**
     * A value for each column of the next row; empty if all were read.
     *
     * @throws IOException if the file turns out to be damaged, or cannot be read any more
     */
    public Optional<List<String>> next() throws IOException {
        if (isEnded || !nextIsPart()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(text());
        }
        rowsRead++;
        return Optional.of(values);
    }

    private boolean nextIsPart() throws IOException {
        try {
            byte said = in.readByte();
            if (said == ParquetChild.FAILED) {
                throw new IOException(text());
            }
            isEnded = said == ParquetChild.DONE;
            return !isEnded;
        } catch (EOFException e) {
            throw new IOException("the process that reads it ended before it was done", e);
        }
    }

    private String text() throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        folder.close();
    }
}
