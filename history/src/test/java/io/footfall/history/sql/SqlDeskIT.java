package io.footfall.history.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlDeskIT {
    @TempDir
    static Path data;

    private static Lease lease = new Lease(0, 0, SequenceRanges.NONE, List.of(), List.of(), Set.of());
    private static SqlDesk desk = new SqlDesk(SqlConfig.DEFAULTS, Path.of(""));

    @BeforeAll
    static void open() {
        lease = ToldShop.write(data);
        desk = new SqlDesk(SqlConfig.DEFAULTS, data);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void showsEachEventOnceUnderItsCustomerUpToTheAsOf() {
        assertThat(table("select sequence, customer, anonymous, event, activity from events order by sequence"))
                .isEqualTo("""
                        sequence  customer  anonymous  event            activity
                        --------  --------  ---------  ---------------  --------
                               1  ann       false      Product Viewed   true
                               2  ann       false      Identify         false
                               3  ann       false      Order Completed  true
                               4  bob       false      Product Viewed   true
                               6  bob       false      Order Completed  true
                               7  ann       false      Identify         false
                               8  ann       false      Email Sent       false
                        (7 rows)
                        """);
    }

    @Test
    void knowsWhoIsWhomAsOfEachStatement() {
        Lease apart =
                new Lease(lease.sequence(), lease.endMillis(), lease.dropped(), List.of(), List.of(), lease.passive());
        String sql = "select count(distinct customer) as n from events";
        for (int times = 0; times < 2; times++) {
            assertThat(rows(lease, sql)).isEqualTo("n\r\n2\r\n");
            assertThat(rows(lease, sql)).isEqualTo("n\r\n2\r\n");
            assertThat(rows(apart, sql)).isEqualTo("n\r\n3\r\n");
        }
    }

    private static String rows(Lease seen, String sql) {
        return desk.run(sql, seen, SqlFormat.CSV).join() instanceof SqlResult.Rows rows
                ? new String(rows.body(), StandardCharsets.UTF_8)
                : "refused";
    }

    @Test
    void showsEachCustomer() {
        assertThat(table("select * from customers order by customer")).isEqualTo("""
                customer  anonymous  first_seen              last_seen            events  orders  revenue  traits
                --------  ---------  ----------------------  -------------------  ------  ------  -------  ---------------
                ann       false      2026-03-01T10:00:00     2026-03-02T11:00:00       2       1     12.5  {"plan":"gold"}
                bob       false      2026-03-01T11:00:00.25  2026-03-02T09:00:00       2       1        7
                (2 rows)
                """);
    }

    @Test
    void answersAsJson() {
        assertThat(rows(
                        SqlFormat.JSON,
                        "select properties, timestamp, properties_revenue, context_campaign_source,"
                                + " [1, null] as list, {'a': 1.50::decimal(4,2)} as made"
                                + " from events where event = 'Order Completed' order by sequence limit 1"))
                .isEqualTo("""
                        {"columns":[{"name":"properties","type":"JSON"},{"name":"timestamp","type":"TIMESTAMP"},\
                        {"name":"properties_revenue","type":"DOUBLE"},{"name":"context_campaign_source","type":"VARCHAR"},\
                        {"name":"list","type":"INTEGER[]"},{"name":"made","type":"STRUCT(a DECIMAL(4,2))"}],"rows":[
                        [{"revenue":12.50,"coupon":"=cmd|' /C calc'!A0","products":[{"name":"lamp"},{"name":"shade"}]},"2026-03-01T10:06:00",12.5,"spring \\"sale\\"",\
                        [1,null],{"a":1.50}]],"asOf":{"sequence":9,"time":"2026-03-03T00:00:00Z"}}""");
    }

    @Test
    void guardsCellsOfCsvThatASpreadsheetWouldRun() {
        assertThat(rows(
                        SqlFormat.CSV,
                        "select properties ->> 'coupon' as coupon, -1 as number, '' as empty, null as none,"
                                + " 'a,\"b\"' as quoted from events where event = 'Order Completed' limit 1"))
                .isEqualTo("coupon,number,empty,none,quoted\r\n'=cmd|' /C calc'!A0,-1,\"\",,\"a,\"\"b\"\"\"\r\n");
    }

    @Test
    void answersAsAnArrowStream() throws IOException {
        String sql = "select sequence, timestamp, customer, activity, properties_revenue, properties from events"
                + " order by sequence limit 3";
        SqlResult result = run(SqlFormat.ARROW, sql);
        assertThat(result).isInstanceOf(SqlResult.Rows.class);
        byte[] body = result instanceof SqlResult.Rows rows ? rows.body() : new byte[0];
        try (BufferAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(body), memory)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            assertThat(batch.getSchema())
                    .hasToString(
                            "Schema<sequence: Int(64, true), timestamp: Timestamp(MICROSECOND, null), customer: Utf8,"
                                    + " activity: Bool, properties_revenue: FloatingPoint(DOUBLE), properties: Utf8>");
            assertThat(batch.getRowCount()).isEqualTo(3);
            assertThat(batch.getVector("customer").getObject(0)).hasToString("ann");
            assertThat(batch.getVector("properties_revenue").getObject(2)).isEqualTo(12.5);
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void keepsTheLimitsOfAnArrowStreamToo() {
        try (SqlDesk small = new SqlDesk(SqlConfig.DEFAULTS.withResultMax(7, 2_000), data)) {
            assertThat(small.run("select * from range(7)", lease, SqlFormat.ARROW)
                            .join())
                    .isInstanceOf(SqlResult.Rows.class);
            assertThat(small.run("select * from range(8)", lease, SqlFormat.ARROW)
                            .join())
                    .isEqualTo(new SqlResult.Refused(
                            "sql_limit", "the result has more than 7 rows, which is the limit; group, or add a LIMIT"));
            assertThat(small.run("select repeat('x', 5000)", lease, SqlFormat.ARROW)
                            .join())
                    .isEqualTo(new SqlResult.Refused(
                            "sql_limit",
                            "the result is larger than 2000 bytes, which is the limit; select fewer columns, group, or"
                                    + " add a LIMIT"));
            assertThat(small.run("select 'a'::int from range(3)", lease, SqlFormat.ARROW)
                            .join())
                    .isInstanceOf(SqlResult.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select",
                "select 1; select 2",
                "create table t (a int)",
                "insert into events values (1)",
                "delete from events",
                "copy (select 1) to 'stolen.csv'",
                "attach 'x.db'",
                "install httpfs",
                "load httpfs",
                "set memory_limit = '10GB'",
                "pragma database_list",
                "call pragma_version()",
                "export database 'x'",
                "explain select 1",
                "with x as (delete from events returning *) select * from x",
                "with x as (insert into events values (1) returning *) select * from x",
                "with x as (copy (select 1) to 'stolen.csv') select * from x",
                "select * from (with x as (delete from events returning *) select * from x)",
                "select * from query('select 1')",
                "select * from query_table('events')",
                "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_blob('/etc/passwd')",
                "select * from glob('/*')",
                "select * from '/etc/passwd'",
                "select * from duckdb_secrets()",
                "select getenv('HOME')",
                "select nothing from events",
                "select 'a'::int",
            })
    void refusesWhatIsNoSingleSelect(String sql) {
        assertThat(run(SqlFormat.JSON, sql))
                .isInstanceOfSatisfying(
                        SqlResult.Refused.class,
                        refused ->
                                assertThat(refused.code()).as(refused.message()).isEqualTo("invalid_sql"));
        assertThat(rows(SqlFormat.CSV, "select count(*) as n from events")).isEqualTo("n\r\n7\r\n");
        assertThat(Path.of("stolen.csv")).doesNotExist();
    }

    @Test
    void refusesTooManyRowsAndTellsTheLimit() {
        try (SqlDesk small = new SqlDesk(SqlConfig.DEFAULTS.withResultMax(7, 1_000), data)) {
            assertThat(small.run("select sequence from events", lease, SqlFormat.CSV)
                            .join())
                    .isInstanceOf(SqlResult.Rows.class);
            assertThat(small.run("select * from range(8)", lease, SqlFormat.CSV).join())
                    .isEqualTo(new SqlResult.Refused(
                            "sql_limit", "the result has more than 7 rows, which is the limit; group, or add a LIMIT"));
            assertThat(small.run("select repeat('x', 2000)", lease, SqlFormat.CSV)
                            .join())
                    .isEqualTo(new SqlResult.Refused(
                            "sql_limit",
                            "the result is larger than 1000 bytes, which is the limit; select fewer columns, group, or"
                                    + " add a LIMIT"));
        }
    }

    @Test
    void refusesALongStatement() {
        String longest = "select 1" + " ".repeat(SqlConfig.DEFAULTS.textBytesMax() - 8);
        assertThat(run(SqlFormat.CSV, longest)).isInstanceOf(SqlResult.Rows.class);
        assertThat(run(SqlFormat.CSV, longest + " "))
                .isEqualTo(new SqlResult.Refused(
                        "sql_limit", "the statement has 100001 bytes, the limit is 100000; shorten it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "select length(repeat('x', 2000000000))",
                "select list_sum(list_transform(range(500000000), lambda x: x + 1))",
                "select count(*) from (select random() as r from range(300000000) order by r)",
            })
    void endsAStatementThatTakesTooMuchMemoryAndGoesOn(String sql) {
        assertThat(run(SqlFormat.CSV, sql))
                .isInstanceOfSatisfying(
                        SqlResult.Refused.class,
                        refused ->
                                assertThat(refused.code()).as(refused.message()).isEqualTo("sql_limit"));
        assertThat(run(SqlFormat.CSV, "select 1")).isInstanceOf(SqlResult.Rows.class);
    }

    @Test
    void killsAStatementThatTakesTooLongAndGoesOn() {
        SqlConfig hasty = SqlConfig.DEFAULTS.withTimeMax(Duration.ofSeconds(1));
        try (SqlDesk desk = new SqlDesk(hasty, data)) {
            assertThat(desk.run(
                                    "select count(*) from range(10000000) a, range(10000000) b where a.range <> b.range",
                                    lease,
                                    SqlFormat.CSV)
                            .join())
                    .isEqualTo(new SqlResult.Refused(
                            "sql_limit", "the statement took more than 1 s, which is the limit, and was stopped"));
        }
    }

    @Test
    void refusesWhatWouldWaitTooLong() {
        SqlConfig config =
                new SqlConfig(1, 1, Duration.ofMinutes(5), Duration.ofSeconds(60), 10, 10_000, 10_000, 500_000_000);
        List<CompletableFuture<SqlResult>> asked = new ArrayList<>();
        try (SqlDesk desk = new SqlDesk(config, data)) {
            String endless = "select count(*) from range(10000000) a, range(10000000) b where a.range <> b.range";
            for (int i = 0; i < 3; i++) {
                asked.add(desk.run(endless, lease, SqlFormat.CSV));
            }
        }
        assertThat(asked.getLast().join())
                .isEqualTo(new SqlResult.Refused(
                        "busy", "1 statements are waiting already, which is the limit; try again"));
    }

    @Test
    void leavesNothingBehindInTheDataFolder() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("log", "lock", "inventory");
        }
    }

    @Test
    void removesTheFolderOfAChildThatIsEnded(@TempDir Path temporary) throws IOException {
        try (SqlDesk small = new SqlDesk(SqlConfig.DEFAULTS, data, temporary)) {
            assertThat(small.run("select 1", lease, SqlFormat.CSV).join()).isInstanceOf(SqlResult.Rows.class);
            try (Stream<Path> folders = Files.list(temporary)) {
                assertThat(folders.filter(Files::isDirectory).toList())
                        .singleElement()
                        .satisfies(folder -> assertThat(folder).isEmptyDirectory());
            }
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private static String table(String sql) {
        return rows(SqlFormat.TABLE, sql);
    }

    private static String rows(SqlFormat format, String sql) {
        SqlResult result = run(format, sql);
        assertThat(result).isInstanceOf(SqlResult.Rows.class);
        return result instanceof SqlResult.Rows rows ? new String(rows.body(), StandardCharsets.UTF_8) : "";
    }

    private static SqlResult run(SqlFormat format, String sql) {
        return desk.run(sql, lease, format).join();
    }
}
