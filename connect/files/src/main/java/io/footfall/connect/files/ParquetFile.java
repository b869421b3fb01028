package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.BadReason;
import io.footfall.history.rows.ParquetRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A Parquet file while its rows are read. The line of a row is its number, from 1. */
final class ParquetFile implements RowFile, RowReader {
    private final ParquetRows rows;
    private final long size;

    private ParquetFile(ParquetRows rows, long size) {
        this.rows = rows;
        this.size = size;
    }

    static ParquetFile open(Path path) throws IOException {
        return new ParquetFile(ParquetRows.open(path), Files.size(path));
    }

    @Override
    public RowReader rows() {
        return this;
    }

    @Override
    public List<String> columns() {
        return rows.columns();
    }

    @Override
    public byte[] header() {
        return KeptRow.line(rows.columns()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Read> next() throws IOException {
        Optional<List<String>> values = rows.next();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = KeptRow.line(values.get()).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > CsvReader.ROW_BYTES_MAX) {
            String detail = "the row has more than " + CsvReader.ROW_BYTES_MAX + " bytes as text";
            return Optional.of(new Bad(
                    rows.rowsRead(), BadReason.TOO_LARGE, detail, Arrays.copyOf(bytes, CsvReader.ROW_BYTES_MAX)));
        }
        return Optional.of(new Row(rows.rowsRead(), values.get(), bytes));
    }

    @Override
    public boolean mayGrow() {
        return false;
    }

    @Override
    public void endGrowth() {
        // It never may.
    }

    /** The part of the file's size that the rows read are of all its rows. */
    @Override
    public long bytesRead() {
        return rows.rows() == 0 ? size : (long) (size * ((double) rows.rowsRead() / rows.rows()));
    }

    @Override
    public void close() {
        rows.close();
    }
}
