package io.footfall.history.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.LogStart;
import io.footfall.history.sql.Lease;
import io.footfall.history.sql.ToldShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryFilesIT {
    @TempDir
    Path data;

    @TempDir
    Path folder;

    @Test
    void holdEachEventOnceInTheOrderOfTimelines() throws IOException, SQLException {
        HistoryFiles.Written written = write(ToldShop.write(data));

        assertThat(written).isEqualTo(new HistoryFiles.Written(7, 3));
        assertThat(read("select sequence, user_id, anonymous_id, event, timestamp::varchar, traits"
                        + " from 'events.parquet'"))
                .isEqualTo("""
                        2|ann|a-1|Identify|2026-03-01 10:05:00+00|{"plan":"silver"}
                        3|ann|null|Order Completed|2026-03-01 10:06:00+00|null
                        7|ann|null|Identify|2026-03-02 10:00:00+00|{"plan":"gold"}
                        8|ann|null|Email Sent|2026-03-02 11:00:00+00|null
                        4|bob|null|Product Viewed|2026-03-01 11:00:00.25+00|null
                        6|bob|null|Order Completed|2026-03-02 09:00:00+00|null
                        1|null|a-1|Product Viewed|2026-03-01 10:00:00+00|null
                        """);
        assertThat(read("from 'identities.parquet'")).isEqualTo("""
                ann|false|ann|false
                bob|false|bob|false
                a-1|true|ann|false
                """);
    }

    @Test
    void haveTheTypesThatThePageStates() throws IOException, SQLException {
        write(ToldShop.write(data));

        assertThat(
                        read(
                                "select name, type, converted_type from parquet_schema('events.parquet') where type is not null"))
                .isEqualTo("""
                        sequence|INT64|INT_64
                        timestamp|INT64|TIMESTAMP_MICROS
                        received_at|INT64|TIMESTAMP_MICROS
                        type|BYTE_ARRAY|UTF8
                        event|BYTE_ARRAY|UTF8
                        source|BYTE_ARRAY|UTF8
                        message_id|BYTE_ARRAY|UTF8
                        user_id|BYTE_ARRAY|UTF8
                        anonymous_id|BYTE_ARRAY|UTF8
                        previous_id|BYTE_ARRAY|UTF8
                        properties|BYTE_ARRAY|UTF8
                        context|BYTE_ARRAY|UTF8
                        traits|BYTE_ARRAY|UTF8
                        rest|BYTE_ARRAY|UTF8
                        sent_order|BYTE_ARRAY|UTF8
                        """);
        assertThat(read("select name, type from parquet_schema('identities.parquet') where type is not null"))
                .isEqualTo("""
                        id|BYTE_ARRAY
                        anonymous|BOOLEAN
                        customer|BYTE_ARRAY
                        customer_anonymous|BOOLEAN
                        """);
        assertThat(read("select distinct compression from parquet_metadata('events.parquet')"))
                .isEqualTo("ZSTD\n");
    }

    @Test
    void replaceFormerOnesAndLeaveNothingElse() throws IOException, SQLException {
        Lease lease = ToldShop.write(data);
        write(lease);
        write(lease);

        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("events.parquet", "identities.parquet");
        }
        assertThat(read("select count(*) from 'events.parquet'")).isEqualTo("7\n");
    }

    @Test
    void sayWhereTheyCannotBeWritten() throws IOException {
        Lease lease = ToldShop.write(data);
        Files.createDirectories(folder.resolve("events.parquet/inside"));

        assertThatThrownBy(() -> HistoryFiles.write(data, lease, lease::past, folder, ExportForm.PARQUET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("events.parquet");
        assertThat(folder.resolve("events.parquet.unfinished")).doesNotExist();
    }

    @Test
    void areOfAStretchWhereTheLeaseIs() throws IOException, SQLException {
        Lease march1 = ToldShop.write(data)
                .within(
                        Instant.parse("2026-03-01T10:05:00Z").toEpochMilli(),
                        Instant.parse("2026-03-02T10:00:00Z").toEpochMilli());
        write(march1);
        assertThat(read("select sequence from 'events.parquet'")).isEqualTo("2\n3\n4\n6\n");
    }

    @Test
    void areCsvAndArrowToo() throws IOException {
        Lease lease = ToldShop.write(data);
        for (ExportForm form : List.of(ExportForm.CSV, ExportForm.ARROW)) {
            assertThat(HistoryFiles.write(data, lease, lease::past, folder, form))
                    .isEqualTo(new HistoryFiles.Written(7, 3));
        }
        assertThat(Files.readAllLines(folder.resolve("events.csv")))
                .hasSize(8)
                .contains(
                        "4,2026-03-01T11:00:00.25Z,2026-03-01T11:00:00.255Z,track,Product Viewed,web,m-4,bob,,,,,,,",
                        "2,2026-03-01T10:05:00Z,2026-03-01T10:05:00.005Z,identify,Identify,web,m-2,ann,a-1,,,,"
                                + "\"{\"\"plan\"\":\"\"silver\"\"}\",,");
        assertThat(folder.resolve("identities.csv")).hasContent("""
                id,anonymous,customer,customer_anonymous
                ann,false,ann,false
                bob,false,bob,false
                a-1,true,ann,false
                """);
        assertThat(folder.resolve("events.arrow")).isNotEmptyFile();
    }

    /** What is sealed leaves the log, perhaps after it was listed and before it is opened. */
    @Test
    void areMadeOfWhatIsSealedMeanwhile() throws IOException {
        Appended appended = sealed();
        Lease before = new Lease(
                appended.events().lastKey(), Long.MAX_VALUE, appended.dropped(), List.of(), List.of(), Set.of());
        Path listed =
                Files.createSymbolicLink(data.resolve("log/00000000000000000001.log"), data.resolve("was deleted"));

        try (AllEvents all = AllEvents.open(data)) {
            Supplier<Lease.Past> now = () -> {
                assertThat(listed.toFile().delete() || !Files.isSymbolicLink(listed))
                        .isTrue();
                return all.past();
            };
            assertThat(HistoryFiles.write(data, before, now, folder.resolve("new"), ExportForm.PARQUET)
                            .events())
                    .isEqualTo(appended.events().keySet().stream()
                            .filter(sequence -> !appended.isDropped(sequence))
                            .count());
        }
    }

    /** A log of which the older part is sealed. */
    private Appended sealed() throws IOException {
        Appended appended = new Appended();
        SplittableRandom random = new SplittableRandom(1);
        HistoryConfig config = HistoryConfig.DEFAULTS.withSealBytes(1);
        try (History history = new History(config, data, new FilesHere(), controls -> controls, step -> {});
                EventLog log = Appended.openLog(data, history)) {
            history.read(0).close();
            log.start(committed -> {});
            for (int i = 0; i < 40; i++) {
                appended.append(log, random);
            }
            LogStart due =
                    history.due(log.closedSegments(), OptionalLong.empty()).orElseThrow();
            history.seal(due, appended.dropped(), List.of(), 0, name -> false, true, 0);
            history.deleteSealed(log);
        }
        return appended;
    }

    private HistoryFiles.Written write(Lease lease) throws IOException {
        return HistoryFiles.write(data, lease, lease::past, folder.resolve("new"), ExportForm.PARQUET);
    }

    private String read(String sql) throws SQLException {
        String there = "'" + folder.resolve("new") + "/";
        StringBuilder rows = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(
                    sql.replace("'events", there + "events").replace("'identities", there + "identities"))) {
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    for (int i = 1; i <= width; i++) {
                        rows.append(result.getString(i)).append(i == width ? "\n" : "|");
                    }
                }
            }
        }
        return rows.toString();
    }
}
