package io.footfall.history.files;

import io.footfall.history.sql.EventDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes the rows of several files of events as one, in the same order and columns. */
final class Compaction {
    private static final String ROWS = "select sequence, timestamp, received_at, " + EventDatabase.TEXTS
            + " from read_parquet([${files}])"
            + " order by user_id is null, coalesce(user_id, anonymous_id), timestamp, sequence";

    /** What all values of all rows say, whatever the order of the rows. */
    private static final String SUM =
            "select count(*), sum(hash(f)::hugeint)::varchar from read_parquet([${files}]) as f";

    private Compaction() {}

    /**
     * Writes one.
     *
     * @param parts neighbours in the manifest, in order
     * @throws IOException if the disk fails, or what is read back is not what the parts and the manifest say
     */
    static SealedFile write(Connection connection, Path folder, List<SealedFile> parts)
            throws SQLException, IOException {
        long first = parts.getFirst().firstSequence();
        long last = parts.getLast().lastSequence();
        String name = FilesHere.name(History.EVENTS, first, last);
        List<String> names = parts.stream().map(SealedFile::name).toList();
        long written =
                ParquetFile.write(connection, ROWS.replace("${files}", FilesHere.files(folder, names)), folder, name);
        long listed = parts.stream().mapToLong(SealedFile::rows).sum();
        if (written != listed) {
            throw new IOException(name + " has " + written + " rows, and the manifest lists " + listed);
        }
        String before = sum(connection, FilesHere.files(folder, names));
        String after = sum(connection, FilesHere.files(folder, List.of(name)));
        if (!before.equals(after)) {
            throw new IOException(name + " has other values than the files it is made from");
        }
        ParquetFile.force(folder);
        return SealedFile.measure(folder, name, first, last, written);
    }

    private static String sum(Connection connection, String files) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SUM.replace("${files}", files))) {
            result.next();
            return result.getLong(1) + " " + result.getString(2);
        }
    }
}
