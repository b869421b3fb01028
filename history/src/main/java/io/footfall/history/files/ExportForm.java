package io.footfall.history.files;

import io.footfall.history.sql.ResultFile;
import io.footfall.history.sql.SqlFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What an exported file is. It gets its name once all of it is safe on the disk. */
public enum ExportForm {
    /** Parquet, read back before it gets its name. */
    PARQUET,
    /** CSV (RFC 4180) with a line of names; text that a spreadsheet would take for a formula is guarded. */
    CSV,
    /** A stream of Arrow record batches. */
    ARROW;

    /** The name of a file of this form. */
    public String fileName(String name) {
        return name + "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes the rows of a query, in the place of a file of the same name. That the name is safe too is up to the caller, by
     * {@link ParquetFile#force} of the folder.
     *
     * @return how many there are
     */
    long write(Connection connection, String rows, Path folder, String name) throws SQLException, IOException {
        String file = fileName(name);
        if (this == PARQUET) {
            return ParquetFile.write(connection, rows, folder, file);
        }
        Path unfinished = folder.resolve(file + ParquetFile.UNFINISHED);
        try {
            long count = ResultFile.write(connection, rows, this == CSV ? SqlFormat.CSV : SqlFormat.ARROW, unfinished);
            ParquetFile.force(unfinished);
            Files.move(unfinished, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            return count;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
