package io.footfall.history.sql;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a query to a file as results of SQL are written, without their limits. */
public final class ResultFile {
    private ResultFile() {}

    /**
     * Writes them. That they are safe on the disk is up to the caller.
     *
     * @param format CSV or Arrow
     * @return how many there are
     */
    public static long write(Connection connection, String rows, SqlFormat format, Path file)
            throws SQLException, IOException {
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(rows)) {
            return format == SqlFormat.ARROW ? arrow(result, channel) : text(result, format, channel);
        }
    }

    private static long arrow(ResultSet result, FileChannel channel) throws SQLException {
        try {
            return ArrowResult.write(result, channel, (rows, bytes) -> {});
        } catch (RefusedException e) {
            throw new IllegalStateException("refused, though there is no limit", e);
        }
    }

    private static long text(ResultSet result, SqlFormat format, FileChannel channel) throws SQLException, IOException {
        if (format != SqlFormat.CSV) {
            throw new IllegalArgumentException("a file is not written as " + format);
        }
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        ResultWriter writer = new CsvResult();
        List<ResultWriter.Column> columns = ResultWriter.columns(result.getMetaData());
        out.write(writer.begin(columns));
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        long count = 0;
        for (; result.next(); count++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = result.getObject(i + 1);
            }
            out.write(writer.row(values));
        }
        out.write(writer.end());
        out.flush();
        return count;
    }
}
