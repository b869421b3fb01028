package io.footfall.connect.files;

import io.footfall.history.rows.ParquetRows;
import java.io.IOException;
import java.nio.file.Path;

/** A file whose rows are being read: text, which may be compressed and may grow, or Parquet, which is whole. For one thread. */
interface RowFile extends AutoCloseable {

    /**
     * Opens a file.
     *
     * @param layout how it is cut into rows, if it is text
     * @param mayGrow whether rows may be added at its end while it is read; it must be plain text then, and have its header
     */
    static RowFile open(Path path, Layout layout, boolean mayGrow) throws IOException {
        return ParquetRows.isIn(path) ? ParquetFile.open(path) : TextFile.open(path, layout, mayGrow);
    }

    /** Its rows. */
    RowReader rows();

    /** Whether what ends at the end of the file may go on there later. */
    boolean mayGrow();

    /** From now on the end of the file is its end. */
    void endGrowth();

    /** Bytes read so far, as they are on disk. */
    long bytesRead();

    @Override
    void close() throws IOException;
}
