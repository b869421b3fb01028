package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of an answer as a file of each form. */
final class RowsFileIT {
    private static final List<String> FIELDS = List.of("at", "by", "value", "rate", "complete", "names");
    private static final List<@Nullable Object[]> ROWS = List.of(
            new @Nullable Object[] {
                "2026-03-01T00:00:00+01:00", "=mail", 3L, new BigDecimal("0.25"), true, List.of("a", "b, c")
            },
            new @Nullable Object[] {"2026-03-02T00:00:00+01:00", new BigDecimal("7.50"), -2L, null, false, List.of()},
            new @Nullable Object[] {"2026-03-03T00:00:00+01:00", null, null, null, null, null});

    @TempDir
    Path folder;

    @Test
    void areOfTheTypesThatThePageStatesInParquet() throws IOException, SQLException {
        write(ROWS, ExportForm.PARQUET);

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            String file = "'" + folder.resolve("orders.parquet") + "'";
            assertThat(rows(statement, "select column_name, column_type from (describe from " + file + ")"))
                    .isEqualTo("""
                            at|TIMESTAMP WITH TIME ZONE
                            by|VARCHAR
                            value|BIGINT
                            rate|DOUBLE
                            complete|BOOLEAN
                            names|VARCHAR[]
                            """);
            assertThat(rows(
                            statement,
                            "select \"at\"::varchar, \"by\", value, rate, complete, names::varchar from " + file))
                    .isEqualTo("""
                            2026-02-28 23:00:00+00|=mail|3|0.25|true|[a, 'b, c']
                            2026-03-01 23:00:00+00|7.50|-2|null|false|null
                            2026-03-02 23:00:00+00|null|null|null|null|null
                            """);
        }
    }

    @Test
    void areGuardedInCsvWhereTheyAreTextThatSomebodySent() throws IOException {
        write(ROWS, ExportForm.CSV);

        assertThat(folder.resolve("orders.csv")).hasContent("""
                at,by,value,rate,complete,names
                2026-02-28T23:00:00Z,'=mail,3,0.25,true,"[""a"",""b, c""]"
                2026-03-01T23:00:00Z,7.50,-2,,false,
                2026-03-02T23:00:00Z,,,,,
                """);
    }

    @Test
    void areBatchesOfArrow() throws IOException {
        write(ROWS, ExportForm.ARROW);

        try (BufferAllocator memory = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(Files.newInputStream(folder.resolve("orders.arrow")), memory)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            assertThat(batch.getRowCount()).isEqualTo(3);
            assertThat(batch.getVector("value").getObject(1)).isEqualTo(-2L);
            assertThat(batch.getVector("rate").getObject(0)).isEqualTo(0.25);
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void mayBeNoneAndLeaveNothingElse() throws IOException {
        for (ExportForm form : ExportForm.values()) {
            write(ROWS, form);
            write(List.of(), form);
        }

        assertThat(folder.resolve("orders.csv")).hasContent("at,by,value,rate,complete,names\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("orders.parquet", "orders.csv", "orders.arrow");
        }
    }

    private void write(List<@Nullable Object[]> rows, ExportForm form) throws IOException {
        RowsFile.write(FIELDS, rows, folder, "orders", form);
    }

    private static String rows(Statement statement, String sql) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int i = 1; i <= width; i++) {
                    rows.append(result.getString(i)).append(i == width ? "\n" : "|");
                }
            }
        }
        return rows.toString();
    }
}
