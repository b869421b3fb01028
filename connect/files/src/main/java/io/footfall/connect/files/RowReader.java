package io.footfall.connect.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Cuts a file into rows, front to back. Blank lines are passed over. */
interface RowReader {

    /** The names of the columns, in order. */
    List<String> columns();

    /** The row that names the columns, as it stands in the file; empty if none does. */
    byte[] header();

    /** The next row, or bytes that are none; empty at the end of the file. */
    Optional<Read> next() throws IOException;
}
