package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testkit.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parquet that others wrote: a folder of it that the engine reads while it is killed, a lookup table, and an import. */
@Timeout(300)
class ParquetSourceIT {
    private static final int ROWS = 30_000;

    /** Every seventh row is of nobody. */
    private static final String ORDERS = """
            select
                case when i % 7 = 0 then null else 'c' || i % 1000 end as who,
                'p' || i % 2 as product,
                '2026-03-01 10:00:00.123456'::timestamp + interval (i) second as placed,
                (i / 100)::decimal(20, 2) as total,
                i % 2 = 0 as gift
            from range(FROM, TO) as r(i)
            """;

    private static final String MAPPING = """
            customer: { user_id: who }
            event: Order Completed
            time: { column: placed, zone: Europe/Berlin }
            properties:
              product_id: product
              revenue: { column: total, type: money }
              gift: { column: gift, type: boolean }
            """;

    private static final String CONFIG = """
            sources:
              orders: { kind: files, path: in, match: "*.parquet", mapping: orders.yaml, settle: 1s }
            lookups:
              products:
                kind: file
                path: products.parquet
                settle: 1s
                key: id
                on: properties.product_id
                columns: { margin: number, live: boolean }
            """;

    @TempDir
    Path folder;

    @Test
    void eachRowCountsOnceThroughKillsAndAHalfWrittenFileIsWaitedFor() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.writeString(folder.resolve("orders.yaml"), MAPPING);
        Path config = Files.writeString(folder.resolve("footfall.yaml"), CONFIG);
        write(
                "products.parquet",
                "select * from (values ('p0', 12.50, true), ('p1', null, false)) as t(id, margin, live)");
        write("in/a.parquet", orders(0, ROWS));
        assertThat(Host.run("doctor", "--config", config.toString(), "--data", data().toString(), "--port", "0"))
                .contains("a.parquet fits its mapping", "lookup table products: 2 rows");

        for (int kill = 0; kill < 2; kill++) {
            try (EngineProcess engine = start(config)) {
                Until.holds(() -> engine.count("Order Completed") > 0, engine::sources);
                engine.process().kill();
            }
        }
        try (EngineProcess engine = start(config)) {
            Until.holds(() -> engine.count("Order Completed") >= good(ROWS), engine::sources);
            Path whole = write("b.parquet", orders(ROWS, ROWS + 700));
            byte[] bytes = Files.readAllBytes(whole);
            Files.write(in.resolve("b.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
            Until.holds(() -> engine.sources().contains("b.parquet: it cannot be read as Parquet"), engine::sources);
            Files.write(in.resolve("b.parquet"), bytes);
            Until.holds(() -> engine.count("Order Completed") >= good(ROWS + 700), engine::sources);

            assertThat(engine.count("Order Completed")).isEqualTo(good(ROWS + 700));
            Until.holds(() -> engine.sources().contains("\"problem\":null"), engine::sources);
            assertThat(engine.sql("""
                            select count(*), sum(properties.revenue::decimal(20, 2)), min(timestamp),
                                count(*) filter (properties.gift::boolean)
                            from events""").body().lines().skip(1)).containsExactly(recount());
            Until.holds(() -> margins(engine).contains("{\"by\":12.5,\"value\":"), () -> margins(engine));
            assertThat(engine.get("/api/v1/quarantine?limit=1").body())
                    .contains("\"reason\":\"row:no_customer\"", "\"source\":\"orders b.parquet:");
            assertThat(engine.process().stop()).isEqualTo(143);
        }
        String again = Host.run(
                "import",
                in.resolve("b.parquet").toString(),
                "--map",
                folder.resolve("orders.yaml").toString(),
                "--data",
                folder.resolve("other").toString());
        assertThat(again).contains("read        700 rows", "admitted    600", "quarantined 100", "b.parquet:3  ");
    }

    /** The same from the two files; times are of Berlin, to the millisecond. */
    private String recount() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                var result =
                        statement.executeQuery("select count(*) || ',' || sum(total) || ',2026-03-01T09:00:01.123,'"
                                + " || count(*) filter (gift) from read_parquet('" + folder
                                + "/in/*.parquet') where who is not null")) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static long good(int rows) {
        return rows - (rows + 6L) / 7;
    }

    private static String margins(EngineProcess engine) {
        try {
            return engine.ask("{\"kind\":\"trend\",\"event\":\"Order Completed\",\"by\":\"lookup.products.margin\"}")
                    .body();
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private EngineProcess start(Path config) throws Exception {
        return EngineProcess.start(data(), 0, List.of(), List.of("--config", config.toString()));
    }

    private static String orders(int from, int to) {
        return ORDERS.replace("FROM", Integer.toString(from)).replace("TO", Integer.toString(to));
    }

    private Path write(String name, String rows) throws Exception {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + rows + ") to '" + file + "' (format parquet, row_group_size 10000)");
        }
        return file;
    }
}
